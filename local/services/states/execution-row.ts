import type { ExecutionStatus } from '@aws-sdk/client-sfn';
import { Document } from '../../asl/json.ts';
import type { ExecutionFacts } from '../../asl/run/environment.ts';

/** A row of `sfn_execution`; times in milliseconds since 1970. */
export interface ExecutionRow {
  readonly id: number;
  readonly arn: string;
  readonly machine: string;
  /** The version's ARN, if it was started from one. */
  readonly version: string | null;
  /** The alias's ARN, if it was started through one. */
  readonly alias: string | null;
  readonly name: string;
  readonly revision: number;
  readonly status: ExecutionStatus;
  readonly input: string;
  readonly output: string | null;
  readonly error: string | null;
  readonly cause: string | null;
  readonly started: number;
  readonly stopped: number | null;
  readonly redrives: number;
  readonly redriven: number | null;
  readonly events: number;
  readonly position: string | null;
}

/** A row of `sfn_revision`: what an execution goes by, whatever becomes of its machine. */
export interface RevisionRow {
  readonly id: number;
  readonly machine: string;
  readonly name: string;
  /** Null until the machine is first updated, as AWS has it. */
  readonly revisionId: string | null;
  readonly definition: string;
  readonly roleArn: string;
  readonly updated: number;
  readonly logging: string;
  readonly tracing: string;
}

export const factsOf = (row: ExecutionRow, revision: RevisionRow): ExecutionFacts => ({
  id: row.arn,
  name: row.name,
  input: Document.parse(row.input),
  roleArn: revision.roleArn,
  startTime: row.started,
  redriveCount: row.redrives,
  redriveTime: row.redriven ?? undefined,
  machine: { id: row.machine, name: row.machine.slice(row.machine.lastIndexOf(':') + 1) },
});
