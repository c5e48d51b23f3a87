import { ArnFormat, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { machineArn, machineName } from '../machines.ts';

/** The state machine that goes through a campaign's audience, a shard in each of its distributed Map's executions. */
const machine = 'run-campaign';

export const campaignMachineName = machineName(machine);

/** Names the Map's executions: `…:execution:onward-run-campaign/Shard:…`. */
export const shardLabel = 'Shard';

export const campaignMachineArn = (scope: Construct): string => machineArn(Stack.of(scope), machine);

export const campaignExecutions = (scope: Construct): string =>
  Stack.of(scope).formatArn({
    service: 'states',
    resource: 'execution',
    resourceName: `${campaignMachineName}:*`,
    arnFormat: ArnFormat.COLON_RESOURCE_NAME,
  });
