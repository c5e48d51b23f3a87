import type { Machine } from './machine.ts';

/** What the executions of a distributed Map run: its item processor as a machine of its own. @throws Error for an unknown label */
export function itemMachine(machine: Machine, label: string): Machine {
  for (const { states } of machine.scopes.values())
    for (const { distributed } of states.values()) {
      const processor = distributed?.label === label ? machine.scopes.get(distributed.scope) : undefined;
      if (processor)
        return {
          ...machine,
          scopes: new Map([...machine.scopes, ['', processor]]),
          timeoutSeconds: undefined,
        };
    }
  throw new Error(`no distributed Map is labelled "${label}"`);
}
