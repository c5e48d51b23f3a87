import type {
  DescribeExecutionInput,
  DescribeExecutionOutput,
  DescribeStateMachineForExecutionInput,
  DescribeStateMachineForExecutionOutput,
  GetExecutionHistoryInput,
  GetExecutionHistoryOutput,
  ListExecutionsInput,
  RedriveExecutionInput,
  RedriveExecutionOutput,
  StartExecutionInput,
  StartSyncExecutionInput,
  StopExecutionInput,
  StopExecutionOutput,
} from '@aws-sdk/client-sfn';
import { AwsError } from '../../aws-error.ts';
import { type Operation, operation } from '../operation.ts';
import { describeRevision } from './describe-revision.ts';
import type { ExecutionRow } from './execution-row.ts';
import { readHistory } from './history.ts';
import { listExecutions } from './list-executions.ts';
import { labelIn } from './map-runs/names.ts';
import { readExecutionArn, readMachineArn } from './names.ts';
import { pageOf } from './paging.ts';
import { active, onExecution, onMachine, type Parts, permission } from './parts.ts';
import { keepRedrive, redriveBy, redriveStatus } from './redrive.ts';
import { noExecution } from './refusals.ts';
import { startExecution } from './start-execution.ts';

/** @throws AwsError ExecutionDoesNotExist */
function found({ executions }: Parts, arn: string | undefined): ExecutionRow {
  const row = executions.find(readExecutionArn(arn));
  if (!row) throw noExecution(arn ?? '');
  return row;
}

function describe(parts: Parts, input: DescribeExecutionInput): DescribeExecutionOutput {
  const row = found(parts, input.executionArn);
  const withData = input.includedData !== 'METADATA_ONLY';
  const included = { included: withData };
  return {
    executionArn: row.arn,
    stateMachineArn: row.machine,
    ...mapRunOf(parts, row),
    name: row.name,
    status: row.status,
    startDate: new Date(row.started),
    ...(row.stopped !== null && { stopDate: new Date(row.stopped) }),
    ...(withData && { input: row.input }),
    inputDetails: included,
    ...(row.output !== null && { ...(withData && { output: row.output }), outputDetails: included }),
    ...(withData && row.error !== null && { error: row.error }),
    ...(withData && row.cause !== null && { cause: row.cause }),
    ...(row.version !== null && { stateMachineVersionArn: row.version }),
    ...(row.alias !== null && { stateMachineAliasArn: row.alias }),
    redriveCount: row.redrives,
    ...(row.redriven !== null && { redriveDate: new Date(row.redriven) }),
    ...redriveStatus(row, parts.context.clock.now()),
  };
}

/** Of an execution that a Map run started. */
function mapRunOf({ mapRuns }: Parts, { id, machine }: ExecutionRow): { mapRunArn?: string } {
  const child = labelIn(machine) === undefined ? undefined : mapRuns.child(id);
  return child ? { mapRunArn: mapRuns.get(child.mapRun).arn } : {};
}

function describeMachine(
  parts: Parts,
  input: DescribeStateMachineForExecutionInput,
): DescribeStateMachineForExecutionOutput {
  const row = found(parts, input.executionArn);
  const revision = parts.machines.revision(row.revision);
  const label = labelIn(row.machine);
  return {
    stateMachineArn: row.machine,
    ...mapRunOf(parts, row),
    ...(label !== undefined && { label }),
    name: revision.name,
    updateDate: new Date(revision.updated),
    ...describeRevision(parts, revision, input.includedData),
  };
}

function history(parts: Parts, input: GetExecutionHistoryInput): GetExecutionHistoryOutput {
  const { id, events } = found(parts, input.executionArn);
  const question = ['GetExecutionHistory', input.executionArn, input.reverseOrder ?? false];
  const { limit, after, token } = pageOf(parts.context.clock, question, input);
  const withData = input.includeExecutionData !== false;
  const { store } = parts.context;
  if (input.reverseOrder) {
    const to = (after ?? events + 1) - 1;
    const from = Math.max(1, to - limit + 1);
    return {
      events: readHistory(store, id, { from, to, withData }).toReversed(),
      ...(from > 1 && { nextToken: token(from) }),
    };
  }
  const from = (after ?? 0) + 1;
  const to = Math.min(events, from + limit - 1);
  return {
    events: [...readHistory(store, id, { from, to, withData })],
    ...(to < events && { nextToken: token(to) }),
  };
}

function stop(parts: Parts, input: StopExecutionInput): StopExecutionOutput {
  const { context, engine } = parts;
  const row = found(parts, input.executionArn);
  const { error, cause } = input;
  engine.change(row.id, (run) =>
    run.chronicle.finish({
      status: 'ABORTED',
      ...(error !== undefined && { error }),
      ...(cause !== undefined && { cause }),
    }),
  );
  return { stopDate: new Date(row.stopped ?? context.clock.now()) };
}

function redrive(parts: Parts, input: RedriveExecutionInput): RedriveExecutionOutput {
  const { context, executions, engine } = parts;
  const row = found(parts, input.executionArn);
  const { clientToken } = input;
  const now = context.clock.now();
  const before = clientToken === undefined ? undefined : redriveBy(context.store, row.id, clientToken, now);
  if (before !== undefined) return { redriveDate: new Date(before) };
  const { redriveStatus: status, redriveStatusReason: reason = 'Execution is redriven by its Map Run only' } =
    redriveStatus(row, now);
  if (status !== 'REDRIVABLE')
    throw new AwsError('ExecutionNotRedrivable', `Execution ${row.arn} invalid for redrive as: ${reason}`);
  context.store.transaction(() => {
    executions.redrive(row.id, now);
    if (clientToken !== undefined) keepRedrive(context.store, row.id, clientToken, now);
    engine.redrive(row.id);
  });
  return { redriveDate: new Date(now) };
}

/** There are no express machines to be run so. @throws AwsError StateMachineTypeNotSupported */
function startSync(parts: Parts, input: StartSyncExecutionInput): never {
  active(parts, readMachineArn(input.stateMachineArn).machine);
  throw new AwsError(
    'StateMachineTypeNotSupported',
    'This operation is not supported by this type of state machine',
  );
}

export const executionOperations = (parts: Parts): Readonly<Record<string, Operation>> => ({
  StartExecution: operation<StartExecutionInput>(onMachine('StartExecution'), (input) =>
    startExecution(parts, input),
  ),
  StartSyncExecution: operation<StartSyncExecutionInput>(onMachine('StartSyncExecution'), (input) =>
    startSync(parts, input),
  ),
  DescribeExecution: operation<DescribeExecutionInput>(onExecution('DescribeExecution'), (input) =>
    describe(parts, input),
  ),
  DescribeStateMachineForExecution: operation<DescribeStateMachineForExecutionInput>(
    onExecution('DescribeStateMachineForExecution'),
    (input) => describeMachine(parts, input),
  ),
  ListExecutions: operation<ListExecutionsInput>(
    (input) => permission('ListExecutions', input.stateMachineArn ?? input.mapRunArn ?? '*'),
    (input) => listExecutions(parts, input),
  ),
  GetExecutionHistory: operation<GetExecutionHistoryInput>(onExecution('GetExecutionHistory'), (input) =>
    history(parts, input),
  ),
  StopExecution: operation<StopExecutionInput>(onExecution('StopExecution'), (input) => stop(parts, input)),
  RedriveExecution: operation<RedriveExecutionInput>(onExecution('RedriveExecution'), (input) =>
    redrive(parts, input),
  ),
});
