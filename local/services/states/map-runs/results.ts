import type { Json } from '../../../asl/json.ts';
import type { ExecutionRow } from '../execution-row.ts';
import { redriveStatus } from '../redrive.ts';
import type { MapRunRow, MapRuns } from './map-runs.ts';

/**
 * A Map run's result: its executions' outputs in the order of the items, or what is told of those that did not succeed
 * (docs.aws.amazon.com/step-functions/latest/dg/input-output-resultwriter.html). Undefined once it is longer than `most`
 * characters.
 */
export function resultOf(
  mapRuns: MapRuns,
  { id, transformation }: MapRunRow,
  now: number,
  most: number,
): string | undefined {
  const parts: string[] = [];
  let length = '[]'.length;
  for (const row of mapRuns.ended(id)) {
    for (const part of partsOf(row, transformation, now)) {
      parts.push(part);
      length += part.length + 1;
    }
    if (length > most + 1) return undefined;
  }
  return `[${parts.join(',')}]`;
}

function partsOf(
  row: ExecutionRow,
  transformation: MapRunRow['transformation'],
  now: number,
): readonly string[] {
  const { output } = row;
  if (output === null || transformation === 'NONE') return [JSON.stringify(told(row, now))];
  if (transformation === 'COMPACT' || !output.startsWith('[')) return [output];
  return (JSON.parse(output) as readonly Json[]).map((item) => JSON.stringify(item));
}

const told = (row: ExecutionRow, now: number) => {
  const { redriveStatus: status, redriveStatusReason: reason } = redriveStatus(row, now);
  return {
    ExecutionArn: row.arn,
    ...(row.cause !== null && { Cause: row.cause }),
    ...(row.error !== null && { Error: row.error }),
    Input: row.input,
    InputDetails: { Included: true },
    Name: row.name,
    ...(row.output !== null && { Output: row.output, OutputDetails: { Included: true } }),
    RedriveCount: row.redrives,
    RedriveStatus: status,
    ...(reason !== undefined && { RedriveStatusReason: reason }),
    StartDate: new Date(row.started).toISOString(),
    StateMachineArn: row.machine,
    Status: row.status,
    ...(row.stopped !== null && { StopDate: new Date(row.stopped).toISOString() }),
  };
};
