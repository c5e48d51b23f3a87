import { aroundWork, parameters, type StateKind, together, transition } from '../definition/common.ts';
import { anything, checkObject, listOf, text } from '../definition/fields.ts';
import type { Json } from '../json.ts';
import { andThen } from '../maybe-promise.ts';
import { startBranches } from '../run/children.ts';

const branchFields = { StartAt: text, States: anything, Comment: text };

const branchesIn = (value: Json | undefined): readonly Json[] => (Array.isArray(value) ? value : []);

const pathOf = (index: number): string => `/Branches[${index}]`;

/** Runs its branches beside one another; the result is the array of their outputs. */
export const parallel: StateKind = {
  fields: {
    ...transition,
    Branches: listOf((value, at, report) =>
      checkObject(value, at, report, branchFields, ['StartAt', 'States']),
    ),
  },
  only: together(aroundWork, parameters),
  required: ['Branches'],
  scopes: (source) =>
    branchesIn(source.Branches).map((each, index) => ({ source: each, path: pathOf(index) })),
  compile: (source, common, at) => {
    const { flow, next } = common;
    const scopes = branchesIn(source.Branches).map((_, index) => `${at}${pathOf(index)}`);
    return {
      ...common,
      type: 'Parallel',
      execute: (run, branch) =>
        andThen(flow.argument(branch, flow.environment(run, branch)), (input) =>
          startBranches(run, branch, scopes, input),
        ),
      resume: (run, branch, result) => flow.conclude(run, branch, { next, result }),
    };
  },
};
