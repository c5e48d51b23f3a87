import type { Parts } from '../parts.ts';
import { invalidArn, required, resourceNotFound } from '../refusals.ts';
import type { MapRunRow } from './map-runs.ts';

/** @throws AwsError InvalidArn */
function readMapRunArn(arn: string | undefined): string {
  const given = required(arn, 'mapRunArn');
  if (!/^arn:aws[a-z-]*:states:[^:]+:\d+:mapRun:[^/:]+\/[^/:]+:[^/:]+$/.test(given))
    throw invalidArn(`Invalid Map Run Arn: ${given}`);
  return given;
}

/** @throws AwsError InvalidArn, ResourceNotFound */
export function existingMapRun({ mapRuns }: Parts, mapRunArn: string | undefined): MapRunRow {
  const arn = readMapRunArn(mapRunArn);
  const row = mapRuns.find(arn);
  if (!row) throw resourceNotFound(arn);
  return row;
}
