import { results, type StateKind, transition } from '../definition/common.ts';
import { catchers, retry } from '../definition/error-handlers.ts';
import { anything, checkObject, listOf, template, text } from '../definition/fields.ts';
import { compileTemplate } from '../expression/template.ts';
import { Document, type Json } from '../json.ts';
import { andThen } from '../maybe-promise.ts';
import { startBranches } from '../run/children.ts';
import { conclude } from './conclude.ts';

const branchFields = { StartAt: text, States: anything, Comment: text };

const branchesIn = (value: Json | undefined): readonly Json[] => (Array.isArray(value) ? value : []);

const pathOf = (index: number): string => `/Branches[${index}]`;

/** Runs its branches beside one another; the result is the array of their outputs. */
export const parallel: StateKind = {
  fields: {
    ...transition,
    ...results,
    Arguments: template,
    Retry: retry,
    Catch: catchers,
    Branches: listOf((value, at, report) =>
      checkObject(value, at, report, branchFields, ['StartAt', 'States']),
    ),
  },
  required: ['Branches'],
  scopes: (source) =>
    branchesIn(source.Branches).map((each, index) => ({ source: each, path: pathOf(index) })),
  compile: (source, common, at) => {
    const scopes = branchesIn(source.Branches).map((_, index) => `${at}${pathOf(index)}`);
    const input = source.Arguments === undefined ? undefined : compileTemplate(source.Arguments, 'Arguments');
    return {
      ...common,
      type: 'Parallel',
      execute: (run, branch) =>
        andThen(input?.evaluate(run.environment(branch)), (value) =>
          startBranches(run, branch, scopes, value === undefined ? branch.input : Document.of(value)),
        ),
      resume: (run, branch, result) =>
        conclude(run, branch, {
          ...common,
          extra: { result: result.value },
          otherwise: () => result,
        }),
    };
  },
};
