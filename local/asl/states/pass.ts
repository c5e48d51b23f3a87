import {
  assignment,
  inputAndOutput,
  parameters,
  type StateKind,
  together,
  transition,
} from '../definition/common.ts';
import { anything } from '../definition/fields.ts';
import { resultPath } from '../definition/path-fields.ts';
import { Document } from '../json.ts';
import { andThen } from '../maybe-promise.ts';

/** Passes its input on, or what Output, or Result and Parameters, make of it. */
export const pass: StateKind = {
  fields: transition,
  only: together(inputAndOutput, assignment, {
    JSONata: {},
    JSONPath: { ...parameters.JSONPath, Result: anything, ResultPath: resultPath },
  }),
  compile: (source, common) => {
    const { flow, next, language } = common;
    const result = source.Result === undefined ? undefined : Document.of(source.Result);
    return {
      ...common,
      type: 'Pass',
      execute: (run, branch) => {
        if (result || language === 'JSONata')
          return flow.conclude(run, branch, { next, ...(result && { result }) });
        return andThen(flow.argument(branch, flow.environment(run, branch)), (argument) =>
          flow.conclude(run, branch, { next, result: argument }),
        );
      },
      resume: () => undefined,
    };
  },
};
