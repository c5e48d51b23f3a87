import type { StateKind } from '../definition/common.ts';
import { andThen } from '../maybe-promise.ts';
import { compileItems } from './items.ts';
import { compileDistributed } from './map-distributed.ts';
import { checkMap, mapFields, mapOnly } from './map-fields.ts';
import { compileInline } from './map-inline.ts';
import { isDistributed, labelOf, processorOf } from './map-mode.ts';

/** Runs its item processor for each item, some at once; the result is the array of the outputs. */
export const map: StateKind = {
  fields: mapFields,
  only: mapOnly,
  check: checkMap,
  scopes: (source) => [processorOf(source)],
  compile: (source, common, at) => {
    const { flow, next, language } = common;
    const scope = `${at}${processorOf(source).path}`;
    const distributed = isDistributed(source) ? { label: labelOf(source, at), scope } : undefined;
    const items = compileItems(source, language);
    const begin = distributed
      ? compileDistributed(source, common, distributed.label)
      : compileInline(source, common, scope);
    return {
      ...common,
      type: 'Map',
      ...(distributed && { distributed }),
      execute: (run, branch) => {
        const environment = flow.environment(run, branch);
        return andThen(items(environment), (list) => begin(run, branch, environment, list));
      },
      resume: (run, branch, result) => flow.conclude(run, branch, { next, result }),
    };
  },
};
