import { ArnFormat, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';

/** The state machine that goes through a campaign's audience, a shard in each of its distributed Map's executions. */
export const campaignMachineName = 'onward-run-campaign';

/** Names the Map's executions: `…:execution:onward-run-campaign/Shard:…`. */
export const shardLabel = 'Shard';

const arn = (scope: Construct, resource: string, resourceName: string): string =>
  Stack.of(scope).formatArn({
    service: 'states',
    resource,
    resourceName,
    arnFormat: ArnFormat.COLON_RESOURCE_NAME,
  });

/** Composed as text, since the function that starts it would otherwise wait for the machine that waits for the function. */
export const campaignMachineArn = (scope: Construct): string =>
  arn(scope, 'stateMachine', campaignMachineName);

export const campaignExecutions = (scope: Construct): string =>
  arn(scope, 'execution', `${campaignMachineName}:*`);

/** Those of the Map's runs, which a redrive of the machine redrives. */
export const shardExecutions = (scope: Construct): string =>
  arn(scope, 'execution', `${campaignMachineName}/${shardLabel}:*`);
