import type { Grant } from './grant.ts';

/** Services that are not in the local cloud, so that nothing here asks for their actions; by action or whole grant. */
const reasons: readonly (readonly [pattern: RegExp, reason: string])[] = [
  [
    /: xray:(PutTelemetryRecords|GetSamplingRules|GetSamplingTargets) /,
    'X-Ray is not in the local cloud, and AWS refuses nothing for want of it',
  ],
  [
    /(Journeys|Campaigns).*: xray:PutTraceSegments /,
    'X-Ray is not in the local cloud, and Step Functions refuses nothing for want of it',
  ],
  [/^onward-alarms: sns:Publish /, 'CloudWatch is not in the local cloud, so no alarm rings'],
];

/** Why a grant is listed and not proved; undefined for all others. */
export const reasonNotToProve = ({ text }: Grant): string | undefined =>
  reasons.find(([pattern]) => pattern.test(text))?.[1];
