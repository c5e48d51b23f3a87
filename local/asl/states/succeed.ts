import { inputAndOutput, type StateKind } from '../definition/common.ts';

/** Ends its branch, the execution's if it is the outermost. */
export const succeed: StateKind = {
  fields: {},
  only: inputAndOutput,
  compile: (_source, common) => ({
    ...common,
    type: 'Succeed',
    execute: (run, branch) => common.flow.conclude(run, branch, { next: undefined }),
    resume: () => undefined,
  }),
};
