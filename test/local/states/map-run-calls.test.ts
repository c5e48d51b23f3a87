import type { MapRunListItem } from '@aws-sdk/client-sfn';
import { describe, expect, it } from 'vitest';
import { each, end, machineArn, refusal } from './map-run-rig.ts';
import { Rig } from './rig.ts';

describe('the calls for Map runs', () => {
  it('are refused for what does not exist', () => {
    const rig = new Rig();
    const mapRunArn = 'arn:aws:states:us-east-1:123456789012:mapRun:m/l:1';
    expect(refusal(() => rig.call('DescribeMapRun', { mapRunArn }))).toEqual([
      'ResourceNotFound',
      `Resource not found: '${mapRunArn}'`,
    ]);
    expect(refusal(() => rig.call('DescribeMapRun', { mapRunArn: machineArn }))[0]).toBe('InvalidArn');
    expect(refusal(() => rig.call('UpdateMapRun', { mapRunArn }))[0]).toBe('ResourceNotFound');
    const executionArn = 'arn:aws:states:us-east-1:123456789012:execution:m:none';
    expect(refusal(() => rig.call('ListMapRuns', { executionArn }))[0]).toBe('ExecutionDoesNotExist');
    expect(refusal(() => rig.call('ListExecutions', {}))[0]).toBe('ValidationException');
  });

  it('page, and ask for their permissions', async () => {
    const rig = new Rig();
    const executionArn = await rig.run(
      {
        All: each(
          { See: { Type: 'Pass', Next: 'More' }, More: { Type: 'Succeed' } },
          { Next: 'Again', End: undefined },
        ),
        Again: each({ Same: { Type: 'Pass', ...end } }, { Label: 'Again' }),
      },
      [1],
    );
    const page = (nextToken?: string) =>
      rig.call<{ mapRuns: MapRunListItem[]; nextToken?: string }>('ListMapRuns', {
        executionArn,
        maxResults: 1,
        nextToken,
      });
    const first = page();
    const second = page(first.nextToken);
    expect([...first.mapRuns, ...second.mapRuns].map(({ stateMachineArn }) => stateMachineArn)).toEqual([
      `${machineArn}/Again`,
      `${machineArn}/Each`,
    ]);
    expect(second.nextToken).toBeUndefined();
    const [{ mapRunArn = '' } = {}] = first.mapRuns;
    const executions = machineArn.replace(':stateMachine:', ':execution:');
    const id = mapRunArn.split(':').at(-1);
    expect(rig.service.permissions('DispatchMapRun', { mapRunArn })).toEqual([
      { action: 'states:StartExecution', resource: machineArn },
      { action: 'states:DescribeExecution', resource: `${executions}:${id}` },
      { action: 'states:StopExecution', resource: `${executions}:${id}` },
    ]);
    for (const name of ['DescribeMapRun', 'UpdateMapRun', 'ListExecutions'])
      expect(rig.service.permissions(name, { mapRunArn })).toEqual([
        { action: `states:${name}`, resource: mapRunArn },
      ]);
  });
});
