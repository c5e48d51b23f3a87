import type { Permission, ServiceContext } from '../../service.ts';
import type { Aliases } from './aliases.ts';
import type { Engine } from './engine.ts';
import type { Executions } from './executions.ts';
import type { MachineRow, Machines } from './machines.ts';
import type { Dispatcher } from './map-runs/dispatcher.ts';
import type { MapRuns } from './map-runs/map-runs.ts';
import { machineDeleting, noMachine } from './refusals.ts';

/** What the operations work with. */
export interface Parts {
  readonly context: ServiceContext;
  readonly machines: Machines;
  readonly aliases: Aliases;
  readonly executions: Executions;
  readonly engine: Engine;
  readonly mapRuns: MapRuns;
  readonly dispatcher: Dispatcher;
}

/** `states:<operation>` on a resource. */
export const permission = (operation: string, resource: string): readonly Permission[] => [
  { action: `states:${operation}`, resource },
];

/** The permission on a machine; versions are covered by their machine. */
export const onMachine = (operation: string) => (input: { stateMachineArn: string | undefined }) =>
  permission(operation, input.stateMachineArn ?? '*');

export const onExecution = (operation: string) => (input: { executionArn: string | undefined }) =>
  permission(operation, input.executionArn ?? '*');

export const machineArn = ({ region, accountId }: ServiceContext, name: string): string =>
  `arn:aws:states:${region}:${accountId}:stateMachine:${name}`;

/** @throws AwsError StateMachineDoesNotExist */
export function existing({ machines }: Parts, arn: string): MachineRow {
  const row = machines.find(arn);
  if (!row) throw noMachine(arn);
  return row;
}

/** The machine, unless it is on its way out. @throws AwsError StateMachineDoesNotExist, StateMachineDeleting */
export function active(parts: Parts, arn: string): MachineRow {
  const row = existing(parts, arn);
  if (parts.machines.isDeleting(arn)) throw machineDeleting(arn);
  return row;
}
