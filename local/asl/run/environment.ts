import type { Variables } from '../definition/machine.ts';
import type { Environment } from '../expression/environment.ts';
import type { Document, Json, JsonObject } from '../json.ts';
import type { Branch, Position } from './branch.ts';
import type { Run } from './run.ts';
import { parentOf } from './tree.ts';

/** What a run is told about its execution. */
export interface ExecutionFacts {
  /** The execution's ARN. */
  readonly id: string;
  readonly name: string;
  readonly input: Document;
  readonly roleArn: string;
  /** Milliseconds since 1970. */
  readonly startTime: number;
  readonly redriveCount: number;
  readonly redriveTime: number | undefined;
  readonly machine: { readonly id: string; readonly name: string };
}

/** Members of `$states` besides the input and the context, which every expression has. */
export interface Extra {
  readonly result?: Document | undefined;
  readonly errorOutput?: Json | undefined;
  readonly token?: string | undefined;
  /** While a Map selects its items. */
  readonly item?: { readonly index: number; readonly value: Json; readonly source?: string };
}

const iso = (at: number): string => new Date(at).toISOString();

function contextOf(execution: ExecutionFacts, position: Position, branch: Branch, extra: Extra): JsonObject {
  const item: Extra['item'] = extra.item ?? itemOf(position, branch);
  return {
    Execution: {
      Id: execution.id,
      Input: execution.input.value,
      Name: execution.name,
      RoleArn: execution.roleArn,
      StartTime: iso(execution.startTime),
      RedriveCount: execution.redriveCount,
      ...(execution.redriveTime !== undefined && { RedriveTime: iso(execution.redriveTime) }),
    },
    State: {
      EnteredTime: iso(branch.enteredAt),
      Name: branch.state,
      RetryCount: branch.retries.reduce((sum, count) => sum + count, 0),
    },
    StateMachine: { Id: execution.machine.id, Name: execution.machine.name },
    ...(extra.token !== undefined && { Task: { Token: extra.token } }),
    ...(item && {
      Map: {
        Item: {
          Index: item.index,
          Value: item.value,
          ...(item.source !== undefined && { Source: item.source }),
        },
      },
    }),
  };
}

/** The iteration that a branch is in, be it some levels up. */
function itemOf(position: Position, branch: Branch): { index: number; value: Json } | undefined {
  for (let at: Branch | undefined = branch; at; at = parentOf(position, at))
    if (at.item !== undefined) return { index: at.index, value: at.item };
  return undefined;
}

/** Inner scopes read the variables around them. */
function variablesOf(position: Position, branch: Branch): Variables {
  const outer = parentOf(position, branch);
  return outer ? { ...variablesOf(position, outer), ...branch.variables } : branch.variables;
}

/** What the fields of a branch's current state see; nothing of it is made before somebody looks. */
export class StateEnvironment implements Environment {
  readonly now: number;
  readonly #run: Run;
  readonly #branch: Branch;
  readonly #extra: Extra;
  #states: JsonObject | undefined;
  #variables: Variables | undefined;

  constructor(run: Run, branch: Branch, extra: Extra) {
    this.now = run.host.now();
    this.#run = run;
    this.#branch = branch;
    this.#extra = extra;
  }

  get root(): Json {
    return this.#branch.input.value;
  }

  get states(): JsonObject {
    this.#states ??= statesVariable(this.#branch.input, this.#extra, () =>
      contextOf(this.#run.execution, this.#run.position, this.#branch, this.#extra),
    );
    return this.#states;
  }

  get variables(): Variables {
    this.#variables ??= variablesOf(this.#run.position, this.#branch);
    return this.#variables;
  }

  random(): number {
    return this.#run.host.random();
  }
}

/** Literals with getters, because what is looked at seldom is made seldom, and defining properties costs ten times more. */
function statesVariable(
  input: Document,
  { result, errorOutput }: Extra,
  makeContext: () => JsonObject,
): JsonObject {
  if (result !== undefined)
    return {
      get input() {
        return input.value;
      },
      get context() {
        return makeContext();
      },
      get result() {
        return result.value;
      },
    };
  const states = {
    get input() {
      return input.value;
    },
    get context() {
      return makeContext();
    },
  };
  return errorOutput === undefined ? states : Object.assign(states, { errorOutput });
}
