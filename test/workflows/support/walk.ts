import jsonata from 'jsonata';
import type { Catcher, Definition, State, TaskState } from '../../../workflows/compiler/asl.ts';
import type { RunState } from '../../../workflows/task.ts';

export type Payload = Readonly<Record<string, unknown>> & { readonly kind: string; readonly step: string };

/** What a test's stand-in for a function or for a token's answer says. */
export type Answer = { readonly result: unknown } | { readonly error: string };

interface Walked {
  readonly states: readonly string[];
  readonly payloads: readonly Payload[];
  /** `TimeoutSeconds` of the waits, by state. */
  readonly timeouts: Readonly<Record<string, unknown>>;
  readonly output: unknown;
}

type Bindings = Readonly<Record<string, unknown>>;

async function evaluate(template: unknown, bindings: Bindings): Promise<unknown> {
  if (Array.isArray(template)) return Promise.all(template.map((each) => evaluate(each, bindings)));
  if (typeof template === 'object' && template !== null) {
    const entries = Object.entries(template).map(async ([key, inner]) => [
      key,
      await evaluate(inner, bindings),
    ]);
    return Object.fromEntries(await Promise.all(entries));
  }
  const match = typeof template === 'string' && /^\{%(.*)%\}$/s.exec(template);
  if (!match) return template;
  const value: unknown = await jsonata(match[1] ?? '').evaluate(undefined, bindings);
  if (value === undefined) throw new Error(`States.QueryEvaluationError: ${template} is undefined`);
  return JSON.parse(JSON.stringify(value));
}

const catches = (errors: readonly string[], error: string): boolean =>
  errors.includes(error) || errors.includes('States.ALL');

/** Walks a compiled journey with a frozen clock, asking `answer` what each task comes to; retries are left out. */
export async function walk(
  { StartAt, States }: Definition,
  input: RunState,
  answer: (payload: Payload, state: string) => Answer,
  now = Date.parse('2026-11-20T12:00:00Z'),
): Promise<Walked> {
  const states: string[] = [];
  const payloads: Payload[] = [];
  const timeouts: Record<string, unknown> = {};
  const variables: Record<string, unknown> = {};
  let at: string | undefined = StartAt;
  let current: unknown = input;
  while (at !== undefined) {
    const name: string = at;
    const state: State | undefined = States[name];
    if (!state) throw new Error(`no state ${name}`);
    if (states.push(name) > 60) throw new Error(`endless: ${states.join(', ')}`);
    const context = { State: { EnteredTime: new Date(now).toISOString() }, Task: { Token: 'token' } };
    const bind = (more: Bindings = {}): Bindings => ({
      ...variables,
      states: { input: current, context, ...more },
      millis: () => now,
    });
    if (state.Type === 'Succeed') break;
    if (state.Type === 'Choice') {
      const before = bind();
      at = state.Default;
      for (const { Condition, Next } of state.Choices)
        if ((await evaluate(Condition, before)) === true) {
          at = Next;
          break;
        }
      continue;
    }
    const { Payload: payload } = (await evaluate(state.Arguments, bind())) as { Payload: Payload };
    payloads.push(payload);
    if (state.TimeoutSeconds) timeouts[name] = await evaluate(state.TimeoutSeconds, bind());
    const answered = answer(payload, name);
    if ('error' in answered) {
      const catcher: Catcher | undefined = state.Catch.find(({ ErrorEquals }) =>
        catches(ErrorEquals, answered.error),
      );
      if (!catcher) throw new Error(`${name}: ${answered.error}`);
      current = await evaluate(catcher.Output, bind());
      at = catcher.Next;
      continue;
    }
    const after = bind({ result: resultOf(state, answered.result) });
    const assigned = (await evaluate(state.Assign ?? {}, after)) as Bindings;
    current = await evaluate(state.Output, after);
    Object.assign(variables, assigned);
    at = state.Next;
  }
  return { states, payloads, timeouts, output: current };
}

/** A callback's answer is the result itself; a plain invocation's is wrapped as Lambda wraps it. */
const resultOf = (state: TaskState, result: unknown): unknown =>
  state.Resource.endsWith('.waitForTaskToken') ? result : { StatusCode: 200, Payload: result };
