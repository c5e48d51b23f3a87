import type { Service, ServiceContext } from '../../service.ts';
import { type Operation, serviceOf } from '../operation.ts';
import { aliasOperations } from './alias-operations.ts';
import { Aliases } from './aliases.ts';
import { callbackOperations } from './callback-operations.ts';
import { checkInput } from './constraints.ts';
import { Engine } from './engine.ts';
import { executionOperations } from './execution-operations.ts';
import { Executions } from './executions.ts';
import { machineOperations } from './machine-operations.ts';
import { Machines } from './machines.ts';
import { MapRuns } from './map-runs/map-runs.ts';
import { mapRunOperations } from './map-runs/operations.ts';
import { createMapRunTables } from './map-runs/tables.ts';
import type { Parts } from './parts.ts';
import { createTables } from './tables.ts';
import { tagOperations } from './tag-operations.ts';
import { Throttling } from './throttling.ts';
import { versionOperations } from './version-operations.ts';

export type StepFunctionsService = Service;

/**
 * AWS Step Functions, Standard workflows. Executions that ran when the process ended go on as soon as the
 * clock runs: waits and timeouts keep their deadlines, calls that were under way are made again.
 */
export function stepFunctions(
  context: ServiceContext,
  { quotas }: { readonly quotas: boolean },
): StepFunctionsService {
  createTables(context.store);
  createMapRunTables(context.store);
  const machines = new Machines(context.store);
  const executions = new Executions(context.store);
  const mapRuns = new MapRuns(context.store);
  const engine = new Engine(context, machines, executions, mapRuns);
  const dispatcher = engine.mapRuns;
  const aliases = new Aliases(context.store);
  const parts: Parts = { context, machines, aliases, executions, engine, mapRuns, dispatcher };
  if (executions.running().length > 0) context.clock.at(context.clock.now(), () => engine.resume());
  const operations = {
    ...machineOperations(parts),
    ...versionOperations(parts),
    ...aliasOperations(parts),
    ...tagOperations(parts),
    ...executionOperations(parts),
    ...mapRunOperations(parts),
    ...callbackOperations(parts),
  };
  const throttling = quotas ? new Throttling(context.clock) : undefined;
  const guarded = (name: string, { permissions, run }: Operation): Operation => ({
    permissions,
    run: (input, caller) => {
      throttling?.take(name);
      checkInput(name, input);
      return run(input, caller);
    },
  });
  return serviceOf(
    'sfn',
    Object.fromEntries(Object.entries(operations).map(([name, each]) => [name, guarded(name, each)])),
  );
}
