import { dataLimitExceeded } from '../failure.ts';
import type { Json } from '../json.ts';
import { assignBytes, variablesBytes } from '../limits.ts';
import type { Branch, Position } from './branch.ts';

/** Values that a state sets on leaving, with their JSON texts, which the history shows. */
export interface Assigned {
  readonly values: Readonly<Record<string, Json>>;
  readonly texts: Readonly<Record<string, string>>;
}

export const assigned = (entries: readonly (readonly [string, Json])[]): Assigned => ({
  values: Object.fromEntries(entries),
  texts: Object.fromEntries(entries.map(([name, value]) => [name, JSON.stringify(value)])),
});

/** Sets a branch's variables. @throws StateFailure `States.DataLimitExceeded` over 256 KiB at once or 10 MiB in all */
export function setVariables(position: Position, branch: Branch, { values, texts }: Assigned): void {
  const sizes = Object.entries(texts).map(([name, text]) => [name, Buffer.byteLength(text)] as const);
  const together = sizes.reduce((sum, [, size]) => sum + size, 0);
  if (together > assignBytes)
    throw dataLimitExceeded(
      `State variable size limit exceeded. State '${branch.state}' assigned variables that exceed the limit by ${together - assignBytes} bytes.`,
      'Assign',
    );
  const next = { ...branch.sizes, ...Object.fromEntries(sizes) };
  const others = [...position.branches.values()].filter((each) => each !== branch);
  const total = [next, ...others.map((each) => each.sizes)]
    .flatMap(Object.values<number>)
    .reduce((sum, size) => sum + size, 0);
  if (total > variablesBytes)
    throw dataLimitExceeded(
      `Execution total variable size limit exceeded. State '${branch.state}' assigned variables that exceed the total execution limit by ${total - variablesBytes} bytes.`,
      'Assign',
    );
  Object.assign(branch.variables, values);
  Object.assign(branch.sizes, next);
}
