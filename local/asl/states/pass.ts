import { results, type StateKind, transition } from '../definition/common.ts';
import { conclude } from './conclude.ts';

/** Passes its input on, or what Output makes of it. */
export const pass: StateKind = {
  fields: { ...transition, ...results },
  compile: (_source, common) => ({
    ...common,
    type: 'Pass',
    execute: (run, branch) => conclude(run, branch, { ...common, otherwise: () => branch.input }),
    resume: () => undefined,
  }),
};
