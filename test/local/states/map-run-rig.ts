import type { DescribeMapRunOutput, ExecutionListItem, MapRunListItem } from '@aws-sdk/client-sfn';
import { AwsError } from '../../../local/aws-error.ts';
import type { Rig } from './rig.ts';

export const end = { End: true };
export const functionArn = 'arn:aws:lambda:us-east-1:123456789012:function:work';
export const work = { Type: 'Task', Resource: functionArn, ...end };

/** A distributed Map, labelled `Each`, whose executions run these states. */
export const each = (states: Readonly<Record<string, object>>, more: object = {}) => ({
  Type: 'Map',
  Label: 'Each',
  ItemProcessor: {
    ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
    StartAt: Object.keys(states)[0],
    States: states,
  },
  ...end,
  ...more,
});

export const refusal = (call: () => unknown): readonly string[] => {
  try {
    call();
  } catch (error) {
    if (error instanceof AwsError) return [error.name, error.message];
    throw error;
  }
  return [];
};

export const mapRunsOf = (rig: Rig, executionArn: string): readonly MapRunListItem[] =>
  rig.call<{ mapRuns: MapRunListItem[] }>('ListMapRuns', { executionArn }).mapRuns;

export function mapRunOf(rig: Rig, executionArn: string): DescribeMapRunOutput {
  const [{ mapRunArn } = {}] = mapRunsOf(rig, executionArn);
  return rig.call<DescribeMapRunOutput>('DescribeMapRun', { mapRunArn });
}

/** A run's executions, the first item's first. */
export function childrenOf(rig: Rig, executionArn: string, more: object = {}): readonly ExecutionListItem[] {
  const [{ mapRunArn } = {}] = mapRunsOf(rig, executionArn);
  const { executions } = rig.call<{ executions: ExecutionListItem[] }>('ListExecutions', {
    mapRunArn,
    maxResults: 1000,
    ...more,
  });
  return executions.toReversed();
}

export const inputsOf = (rig: Rig, executionArn: string): readonly unknown[] =>
  childrenOf(rig, executionArn).map(({ executionArn: child }) =>
    JSON.parse(rig.call<{ input: string }>('DescribeExecution', { executionArn: child }).input),
  );

export const failOn = (rig: Rig, ...items: readonly unknown[]) =>
  rig.answer(({ input }) => {
    if (items.includes(input.Payload)) throw new Error(`no ${String(input.Payload)}`);
    return { StatusCode: 200, Payload: input.Payload };
  });

export const machineArn = 'arn:aws:states:us-east-1:123456789012:stateMachine:journey';
export const uuid = '[0-9a-f]{8}-[0-9a-f]{4}-3[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}';
