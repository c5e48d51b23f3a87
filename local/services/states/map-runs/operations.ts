import type {
  DescribeMapRunInput,
  DescribeMapRunOutput,
  ListMapRunsInput,
  ListMapRunsOutput,
  MapRunExecutionCounts,
  UpdateMapRunInput,
} from '@aws-sdk/client-sfn';
import type { Permission } from '../../../service.ts';
import { type Operation, operation } from '../../operation.ts';
import { readExecutionArn } from '../names.ts';
import { pageOf } from '../paging.ts';
import { onExecution, type Parts, permission } from '../parts.ts';
import { noExecution, validation } from '../refusals.ts';
import { existingMapRun } from './existing.ts';
import type { Tally } from './map-runs.ts';
import { baseMachine } from './names.ts';

const onMapRun = (name: string) => (input: { mapRunArn: string | undefined }) =>
  permission(name, input.mapRunArn ?? '*');

/** Results count as written when the run has succeeded, also where they are the state's result. */
function counts(
  tallies: ReadonlyMap<string, Tally>,
  of: keyof Tally,
  isWritten: boolean,
): MapRunExecutionCounts {
  const count = (status: string): number => tallies.get(status)?.[of] ?? 0;
  return {
    pending: count('PENDING'),
    running: count('RUNNING'),
    succeeded: count('SUCCEEDED'),
    failed: count('FAILED'),
    timedOut: count('TIMED_OUT'),
    aborted: count('ABORTED'),
    total: [...tallies.values()].reduce((sum, tally) => sum + tally[of], 0),
    resultsWritten: isWritten ? count('SUCCEEDED') : 0,
    failuresNotRedrivable: 0,
    pendingRedrive: count('PENDING_REDRIVE'),
  };
}

function describe(parts: Parts, input: DescribeMapRunInput): DescribeMapRunOutput {
  const row = existingMapRun(parts, input.mapRunArn);
  const tallies = parts.mapRuns.tallies(row.id);
  const isWritten = row.status === 'SUCCEEDED';
  return {
    mapRunArn: row.arn,
    executionArn: parts.executions.get(row.execution)?.arn,
    status: row.status,
    startDate: new Date(row.started),
    ...(row.stopped !== null && { stopDate: new Date(row.stopped) }),
    maxConcurrency: row.maxConcurrency,
    toleratedFailurePercentage: row.toleratedFailurePercentage ?? 0,
    toleratedFailureCount: row.toleratedFailureCount ?? 0,
    itemCounts: counts(tallies, 'items', isWritten),
    executionCounts: counts(tallies, 'executions', isWritten),
    redriveCount: row.redrives,
    ...(row.redriven !== null && { redriveDate: new Date(row.redriven) }),
  };
}

function list(parts: Parts, input: ListMapRunsInput): ListMapRunsOutput {
  const executionArn = readExecutionArn(input.executionArn);
  const execution = parts.executions.find(executionArn);
  if (!execution) throw noExecution(executionArn);
  const page = pageOf(parts.context.clock, ['ListMapRuns', executionArn], input);
  const { limit, after = Number.MAX_SAFE_INTEGER } = page;
  const rows = parts.mapRuns.of(execution.id, after, limit + 1);
  const listed = rows.slice(0, limit);
  return {
    mapRuns: listed.map(({ arn, machine, started, stopped }) => ({
      executionArn,
      mapRunArn: arn,
      stateMachineArn: machine,
      startDate: new Date(started),
      ...(stopped !== null && { stopDate: new Date(stopped) }),
    })),
    ...(rows.length > limit && { nextToken: page.token(listed.at(-1)?.id ?? 0) }),
  };
}

/** Takes effect on what is still to be started or to fail. */
function update(parts: Parts, input: UpdateMapRunInput): object {
  const row = existingMapRun(parts, input.mapRunArn);
  if (row.status !== 'RUNNING')
    throw validation(`Map Run is ${row.status} and cannot be updated: ${row.arn}`);
  parts.dispatcher.configure(row, {
    maxConcurrency: input.maxConcurrency ?? row.maxConcurrency,
    toleratedFailureCount: input.toleratedFailureCount ?? row.toleratedFailureCount,
    toleratedFailurePercentage: input.toleratedFailurePercentage ?? row.toleratedFailurePercentage,
  });
  return {};
}

/**
 * What a machine's role needs for a distributed Map: to start executions of its own machine, to look at them and to stop
 * them; to redrive them where the run is redriven (docs.aws.amazon.com/step-functions/latest/dg/iam-policies-eg-dist-map.html).
 */
function permissionsToDispatch(parts: Parts, arn: string | undefined): readonly Permission[] {
  const row = existingMapRun(parts, arn);
  const id = row.arn.slice(row.arn.lastIndexOf(':') + 1);
  const machine = baseMachine(row.machine);
  const executions = (of: string) => `${of.replace(':stateMachine:', ':execution:')}:${id}`;
  return [
    ...permission('StartExecution', machine),
    ...permission('DescribeExecution', executions(machine)),
    ...permission('StopExecution', executions(machine)),
    ...(row.redrives > 0 ? permission('RedriveExecution', executions(row.machine)) : []),
  ];
}

export const mapRunOperations = (parts: Parts): Readonly<Record<string, Operation>> => ({
  DescribeMapRun: operation<DescribeMapRunInput>(onMapRun('DescribeMapRun'), (input) =>
    describe(parts, input),
  ),
  ListMapRuns: operation<ListMapRunsInput>(onExecution('ListMapRuns'), (input) => list(parts, input)),
  UpdateMapRun: operation<UpdateMapRunInput>(onMapRun('UpdateMapRun'), (input) => update(parts, input)),
  /** Not AWS's: the machine's role asks whether it may, and the run begins. The wire does not know it. */
  DispatchMapRun: operation<DescribeMapRunInput>(
    ({ mapRunArn }) => permissionsToDispatch(parts, mapRunArn),
    ({ mapRunArn }) => {
      parts.dispatcher.permit(existingMapRun(parts, mapRunArn).id);
      return {};
    },
  ),
});
