import type { Variables } from '../definition/machine.ts';
import type { Document, Json, JsonObject } from '../json.ts';
import type { Branch, Position } from './branch.ts';
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
  readonly result?: Json;
  readonly errorOutput?: Json;
  readonly token?: string;
  /** While a Map selects its items. */
  readonly item?: { readonly index: number; readonly value: Json };
}

const iso = (at: number): string => new Date(at).toISOString();

export function contextOf(
  execution: ExecutionFacts,
  position: Position,
  branch: Branch,
  extra: Extra,
): JsonObject {
  const item = extra.item ?? itemOf(position, branch);
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
    ...(item && { Map: { Item: { Index: item.index, Value: item.value } } }),
  };
}

/** The iteration that a branch is in, be it some levels up. */
function itemOf(position: Position, branch: Branch): { index: number; value: Json } | undefined {
  for (let at: Branch | undefined = branch; at; at = parentOf(position, at))
    if (at.item !== undefined) return { index: at.index, value: at.item };
  return undefined;
}

/** Inner scopes read the variables around them. */
export function variablesOf(position: Position, branch: Branch): Variables {
  const outer = parentOf(position, branch);
  return outer ? { ...variablesOf(position, outer), ...branch.variables } : branch.variables;
}

/** `$states`; the context is made only for those who look at it. */
export const statesVariable = (input: Document, extra: Extra, context: () => JsonObject): JsonObject => {
  const states: Record<string, Json> = {};
  if (extra.result !== undefined) states.result = extra.result;
  if (extra.errorOutput !== undefined) states.errorOutput = extra.errorOutput;
  return Object.defineProperties(states, {
    input: { enumerable: true, get: () => input.value },
    context: { enumerable: true, get: context },
  });
};
