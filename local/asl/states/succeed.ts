import type { StateKind } from '../definition/common.ts';
import { template } from '../definition/fields.ts';
import { conclude } from './conclude.ts';

/** Ends its branch, the execution's if it is the outermost. */
export const succeed: StateKind = {
  fields: { Output: template },
  compile: (_source, common) => ({
    ...common,
    type: 'Succeed',
    execute: (run, branch) => conclude(run, branch, { ...common, otherwise: () => branch.input }),
    resume: () => undefined,
  }),
};
