import { rule } from '../choice/check-rule.ts';
import { compileRule } from '../choice/rule.ts';
import { assignment, type Common, inputAndOutput, type StateKind, together } from '../definition/common.ts';
import { assign, checkObject, condition, listOf, template, text } from '../definition/fields.ts';
import type { Environment } from '../expression/environment.ts';
import { compileTemplate } from '../expression/template.ts';
import { expected } from '../expression/typed.ts';
import { runtimeError } from '../failure.ts';
import { compileFlow } from '../flow/compile-flow.ts';
import type { Flow } from '../flow/flow.ts';
import type { Json, JsonObject } from '../json.ts';
import { andThen, type MaybePromise } from '../maybe-promise.ts';

interface Rule {
  readonly test: (environment: Environment) => MaybePromise<boolean>;
  readonly next: string;
  readonly flow: Flow;
}

const ruleFields = { Condition: condition, Next: text, Output: template, Assign: assign, Comment: text };

const rulesIn = (value: Json | undefined): readonly JsonObject[] =>
  Array.isArray(value) ? (value as readonly JsonObject[]) : [];

/** Goes where the first rule that holds says, else to Default; without one it fails. */
export const choice: StateKind = {
  fields: { Default: text },
  only: together(inputAndOutput, assignment, {
    JSONata: {
      Choices: listOf((value, at, report) =>
        checkObject(value, at, report, ruleFields, ['Condition', 'Next']),
      ),
    },
    JSONPath: { Choices: listOf(rule) },
  }),
  required: ['Choices'],
  targets: (source) => [
    ...rulesIn(source.Choices).flatMap((each, index): [string, string][] =>
      typeof each?.Next === 'string' ? [[`Choices[${index}]/Next`, each.Next]] : [],
    ),
    ...(typeof source.Default === 'string' ? [['Default', source.Default] as const] : []),
  ],
  compile: (source, common) => {
    const rules = rulesIn(source.Choices).map((each, index) => compileChoice(each, index, source, common));
    const otherwise = source.Default as string | undefined;
    return {
      ...common,
      type: 'Choice',
      execute: (run, branch) =>
        andThen(firstTrue(rules, common.flow.environment(run, branch)), (chosen) => {
          const { flow, next } = chosen ?? { flow: common.flow, next: otherwise };
          // AWS documents States.NoChoiceMatched, and fails with these words.
          if (next === undefined)
            throw runtimeError(
              'Failed to transition out of the state. The state does not point to a next state.',
            );
          return flow.conclude(run, branch, { next });
        }),
      resume: () => undefined,
    };
  },
};

/** A rule has Output and Assign of its own in JSONata; in JSONPath it shares the state's paths. */
function compileChoice(source: JsonObject, index: number, state: JsonObject, { language }: Common): Rule {
  const prefix = `Choices[${index}]/`;
  const next = source.Next as string;
  if (language === 'JSONata')
    return {
      next,
      test: compileCondition(source.Condition!, `${prefix}Condition`),
      flow: compileFlow(language, source, prefix),
    };
  const { Assign: _, ...paths } = state;
  const set: JsonObject = source.Assign === undefined ? {} : { Assign: source.Assign };
  return { next, test: compileRule(source), flow: compileFlow(language, { ...paths, ...set }) };
}

function compileCondition(source: Json, field: string): Rule['test'] {
  const compiled = compileTemplate(source, field);
  return (environment) =>
    andThen(compiled.evaluate(environment), (value) => expected('boolean', value, source, field));
}

const firstTrue = (
  rules: readonly Rule[],
  environment: Environment,
  from = 0,
): MaybePromise<Rule | undefined> => {
  const first = rules[from];
  if (!first) return undefined;
  return andThen(first.test(environment), (holds) =>
    holds ? first : firstTrue(rules, environment, from + 1),
  );
};
