import type { ServiceContext } from '../../service.ts';
import type { ExecutionRow } from './execution-row.ts';
import { redriveStatus } from './redrive.ts';

/**
 * Puts AWS's event about an execution's new status on EventBridge. By best effort, as AWS does: what goes wrong is
 * told as a warning and fails nothing.
 */
export function announceStatus(context: ServiceContext, row: ExecutionRow): void {
  const event = {
    source: 'aws.states',
    'detail-type': 'Step Functions Execution Status Change',
    time: new Date(context.clock.now()),
    resources: [row.arn],
    detail: {
      executionArn: row.arn,
      stateMachineArn: row.machine,
      name: row.name,
      status: row.status,
      startDate: row.started,
      stopDate: row.stopped,
      input: row.input,
      output: row.output,
      error: row.error,
      cause: row.cause,
      stateMachineVersionArn: row.version,
      stateMachineAliasArn: row.alias,
      redriveCount: row.redrives,
      redriveDate: row.redriven,
      redriveStatus: redriveStatus(row, context.clock.now()).redriveStatus,
      inputDetails: { included: true },
      outputDetails: row.output === null ? null : { included: true },
    },
  };
  context.work
    .during(() => Promise.resolve().then(() => context.dispatch('eventbridge', 'PutAwsEvent', event, {})))
    .catch((error: unknown) => process.emitWarning(`${row.arn}: status event was lost: ${String(error)}`));
}
