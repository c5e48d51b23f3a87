import type { ListExecutionsInput, ListExecutionsOutput } from '@aws-sdk/client-sfn';
import type { ExecutionRow } from './execution-row.ts';
import { existingMapRun } from './map-runs/existing.ts';
import { readMachineArn } from './names.ts';
import { pageOf } from './paging.ts';
import { existing, type Parts } from './parts.ts';
import { validation } from './refusals.ts';

const tests: Readonly<Record<string, string>> = {
  machine: 'machine = :machine',
  mapRun: 'mapRun = :mapRun',
  after: 'sfn_execution.id < :after',
  status: 'status = :status',
  version: 'version = :version',
  alias: 'alias = :alias',
  redriven: '(redrives > 0) = :redriven',
};

/** Only the tests that are asked for, so that SQLite takes the index by status: a sweep looks for the failed ones hourly. */
const listing = (filters: readonly string[]): string =>
  `SELECT sfn_execution.id, sfn_execution.arn, machine, version, alias, name, status, started, stopped, redrives,
    redriven, ${filters.includes('mapRun') ? children : executions}
    WHERE ${filters.map((name) => tests[name]).join(' AND ')} ORDER BY sfn_execution.id DESC LIMIT :limit`;

const executions = 'NULL AS mapRunArn, NULL AS items FROM sfn_execution';
/** From the Map run to its executions, whatever SQLite might think. */
const children = `(SELECT arn FROM sfn_map_run WHERE id = mapRun) AS mapRunArn, items
    FROM sfn_map_child CROSS JOIN sfn_execution ON sfn_execution.id = sfn_map_child.execution`;

interface Listed extends ExecutionRow {
  /** Of a Map run's execution, as is how many items it works on. */
  readonly mapRunArn: string | null;
  readonly items: number | null;
}

/** Whose executions: a machine's, or one version's or alias's of it, or a Map run's. @throws AwsError */
function source(
  parts: Parts,
  { stateMachineArn, mapRunArn }: ListExecutionsInput,
): Readonly<Record<string, string | number>> {
  if ((stateMachineArn === undefined) === (mapRunArn === undefined))
    throw validation('Must provide either a State Machine Arn or a Map Run Arn');
  if (mapRunArn !== undefined) return { mapRun: existingMapRun(parts, mapRunArn).id };
  const { machine, version, alias } = readMachineArn(stateMachineArn);
  existing(parts, machine);
  return {
    machine,
    ...(version !== undefined && { version: `${machine}:${version}` }),
    ...(alias !== undefined && { alias: `${machine}:${alias}` }),
  };
}

/** A machine's or a Map run's executions, the latest first. @throws AwsError StateMachineDoesNotExist, ResourceNotFound, InvalidToken */
export function listExecutions(parts: Parts, input: ListExecutionsInput): ListExecutionsOutput {
  const { context } = parts;
  const from = source(parts, input);
  const { statusFilter, redriveFilter } = input;
  if (redriveFilter !== undefined && input.stateMachineArn !== undefined)
    throw validation('RedriveFilter cannot be applied to ListExecutions call with StateMachine ARN');
  const question = ['ListExecutions', input.stateMachineArn ?? input.mapRunArn, statusFilter, redriveFilter];
  const page = pageOf(context.clock, question, input);
  const { limit, after = Number.MAX_SAFE_INTEGER } = page;
  const filters = {
    ...from,
    after,
    ...(statusFilter !== undefined && { status: statusFilter }),
    ...(redriveFilter !== undefined && { redriven: Number(redriveFilter === 'REDRIVEN') }),
  };
  const rows = context.store
    .sql(listing(Object.keys(filters)))
    .all({ limit: limit + 1, ...filters })
    .map((row) => row as object as Listed);
  const listed = rows.slice(0, limit);
  return {
    executions: listed.map((row) => ({
      executionArn: row.arn,
      stateMachineArn: row.machine,
      name: row.name,
      status: row.status,
      startDate: new Date(row.started),
      ...(row.stopped !== null && { stopDate: new Date(row.stopped) }),
      ...(row.mapRunArn !== null && { mapRunArn: row.mapRunArn }),
      ...(row.items !== null && { itemCount: row.items }),
      ...(row.version !== null && { stateMachineVersionArn: row.version }),
      ...(row.alias !== null && { stateMachineAliasArn: row.alias }),
      redriveCount: row.redrives,
      ...(row.redriven !== null && { redriveDate: new Date(row.redriven) }),
    })),
    ...(rows.length > limit && { nextToken: page.token(listed.at(-1)?.id ?? 0) }),
  };
}
