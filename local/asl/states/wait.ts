import { assignment, inputAndOutput, type StateKind, together, transition } from '../definition/common.ts';
import { checkExactlyOne, integer, orExpression, timestamp } from '../definition/fields.ts';
import { reference } from '../definition/path-fields.ts';
import { andThen } from '../maybe-promise.ts';
import { compileUntil, longestSeconds } from './until.ts';

const seconds = integer(0, longestSeconds);

/** Waits for a number of seconds, or until a moment; a past one is due at once. */
export const wait: StateKind = {
  fields: transition,
  only: together(inputAndOutput, assignment, {
    JSONata: { Seconds: orExpression(seconds), Timestamp: orExpression(timestamp) },
    JSONPath: { Seconds: seconds, Timestamp: timestamp, SecondsPath: reference, TimestampPath: reference },
  }),
  check: (source, at, report) =>
    checkExactlyOne(source, at, report, ['Seconds', 'Timestamp', 'SecondsPath', 'TimestampPath']),
  compile: (source, common) => {
    const { flow, next } = common;
    const until = compileUntil(source);
    return {
      ...common,
      type: 'Wait',
      execute: (run, branch) =>
        andThen(until(flow.environment(run, branch)), (due) =>
          run.park(branch, { kind: 'wait', until: due }),
        ),
      resume: (run, branch) => flow.conclude(run, branch, { next }),
    };
  },
};
