import type { ListExecutionsInput, ListExecutionsOutput } from '@aws-sdk/client-sfn';
import type { ExecutionRow } from './execution-row.ts';
import { readMachineArn } from './names.ts';
import { pageOf } from './paging.ts';
import { existing, type Parts } from './parts.ts';
import { validation } from './refusals.ts';

const tests: Readonly<Record<string, string>> = {
  after: 'id < :after',
  status: 'status = :status',
  version: 'version = :version',
  alias: 'alias = :alias',
  redriven: '(redrives > 0) = :redriven',
};

/** Only the tests that are asked for, so that SQLite takes the index by status: a sweep looks for the failed ones hourly. */
const listing = (filters: readonly string[]): string =>
  `SELECT id, arn, machine, version, alias, name, status, started, stopped, redrives, redriven FROM sfn_execution
    WHERE ${['machine = :machine', ...filters.map((name) => tests[name])].join(' AND ')}
    ORDER BY id DESC LIMIT :limit`;

/** A machine's executions, the latest first. @throws AwsError StateMachineDoesNotExist, InvalidToken, ValidationException */
export function listExecutions(parts: Parts, input: ListExecutionsInput): ListExecutionsOutput {
  const { context } = parts;
  const { machine, version, alias } = readMachineArn(input.stateMachineArn);
  existing(parts, machine);
  const { statusFilter, redriveFilter } = input;
  if (redriveFilter !== undefined && input.stateMachineArn !== undefined)
    throw validation('RedriveFilter cannot be applied to ListExecutions call with StateMachine ARN');
  const question = ['ListExecutions', input.stateMachineArn, statusFilter, redriveFilter];
  const page = pageOf(context.clock, question, input);
  const { limit, after = Number.MAX_SAFE_INTEGER } = page;
  const filters = {
    after,
    ...(statusFilter !== undefined && { status: statusFilter }),
    ...(version !== undefined && { version: `${machine}:${version}` }),
    ...(alias !== undefined && { alias: `${machine}:${alias}` }),
    ...(redriveFilter !== undefined && { redriven: Number(redriveFilter === 'REDRIVEN') }),
  };
  const rows = context.store
    .sql(listing(Object.keys(filters)))
    .all({ machine, limit: limit + 1, ...filters })
    .map((row) => row as object as ExecutionRow);
  const listed = rows.slice(0, limit);
  return {
    executions: listed.map((row) => ({
      executionArn: row.arn,
      stateMachineArn: row.machine,
      name: row.name,
      status: row.status,
      startDate: new Date(row.started),
      ...(row.stopped !== null && { stopDate: new Date(row.stopped) }),
      ...(row.version !== null && { stateMachineVersionArn: row.version }),
      ...(row.alias !== null && { stateMachineAliasArn: row.alias }),
      redriveCount: row.redrives,
      ...(row.redriven !== null && { redriveDate: new Date(row.redriven) }),
    })),
    ...(rows.length > limit && { nextToken: page.token(listed.at(-1)?.id ?? 0) }),
  };
}
