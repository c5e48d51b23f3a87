import { ArnFormat, type Stack } from 'aws-cdk-lib';

/** What a state machine is called, a journey's by the journey's id. */
export const machineName = (journey: string): string => `onward-${journey}`;

/** Composed as text, since a function that starts journeys would otherwise wait for machines that wait for functions. */
export const machineArn = (stack: Stack, journey: string): string =>
  stack.formatArn({
    service: 'states',
    resource: 'stateMachine',
    resourceName: machineName(journey),
    arnFormat: ArnFormat.COLON_RESOURCE_NAME,
  });

/** Its executions, which are named when they start. */
export const executionArns = (stack: Stack, journey: string): string =>
  stack.formatArn({
    service: 'states',
    resource: 'execution',
    resourceName: `${machineName(journey)}:*`,
    arnFormat: ArnFormat.COLON_RESOURCE_NAME,
  });
