import { compileAssign } from '../definition/assign.ts';
import { results, type StateKind } from '../definition/common.ts';
import { assign, checkObject, condition, listOf, template, text } from '../definition/fields.ts';
import type { Assign } from '../definition/machine.ts';
import type { Environment } from '../expression/environment.ts';
import { compileTemplate, type Template } from '../expression/template.ts';
import { expected } from '../expression/typed.ts';
import { StateFailure } from '../failure.ts';
import type { Json, JsonObject } from '../json.ts';
import { andThen, type MaybePromise } from '../maybe-promise.ts';
import { conclude } from './conclude.ts';

interface Rule {
  readonly condition: Json;
  readonly test: Template;
  readonly field: string;
  readonly next: string;
  readonly output: Template | undefined;
  readonly assign: Assign | undefined;
}

const ruleFields = { Condition: condition, Next: text, Output: template, Assign: assign, Comment: text };

const rulesIn = (value: Json | undefined): readonly JsonObject[] =>
  Array.isArray(value) ? (value as readonly JsonObject[]) : [];

/** Goes where the first rule whose Condition is true says, else to Default; without one it fails. */
export const choice: StateKind = {
  fields: {
    ...results,
    Default: text,
    Choices: listOf((value, at, report) => checkObject(value, at, report, ruleFields, ['Condition', 'Next'])),
  },
  required: ['Choices'],
  targets: (source) => [
    ...rulesIn(source.Choices).flatMap((rule, index): [string, string][] =>
      typeof rule?.Next === 'string' ? [[`Choices[${index}]/Next`, rule.Next]] : [],
    ),
    ...(typeof source.Default === 'string' ? [['Default', source.Default] as const] : []),
  ],
  compile: (source, common) => {
    const rules = rulesIn(source.Choices).map(compileRule);
    const otherwise = source.Default as string | undefined;
    return {
      ...common,
      type: 'Choice',
      execute: (run, branch) =>
        andThen(firstTrue(rules, run.environment(branch)), (rule) => {
          const { output, assign: set, next } = rule ?? { ...common, next: otherwise };
          if (next === undefined)
            throw new StateFailure({
              error: 'States.NoChoiceMatched',
              cause: `No Choice rule of the state '${common.name}' matched, and it has no Default.`,
            });
          return conclude(run, branch, { output, assign: set, next, otherwise: () => branch.input });
        }),
      resume: () => undefined,
    };
  },
};

const compileRule = (source: JsonObject, index: number): Rule => {
  const field = `Choices[${index}]`;
  return {
    condition: source.Condition!,
    test: compileTemplate(source.Condition!, `${field}/Condition`),
    field: `${field}/Condition`,
    next: source.Next as string,
    output: source.Output === undefined ? undefined : compileTemplate(source.Output, `${field}/Output`),
    assign: compileAssign(source.Assign, `${field}/Assign`),
  };
};

const firstTrue = (
  rules: readonly Rule[],
  environment: Environment,
  from = 0,
): MaybePromise<Rule | undefined> => {
  const rule = rules[from];
  if (!rule) return undefined;
  return andThen(rule.test.evaluate(environment), (value) =>
    expected('boolean', value, rule.condition, rule.field) ? rule : firstTrue(rules, environment, from + 1),
  );
};
