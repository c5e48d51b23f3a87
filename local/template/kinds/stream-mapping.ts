import type { StreamMappingDeclaration } from '../declarations.ts';
import { complaint, flag, object, optionalNumber, type Resource, text } from '../resource.ts';

/** A property with a value between two bounds; undefined when it is absent. */
function between(resource: Resource, name: string, least: number, most: number): number | undefined {
  const value = optionalNumber(resource, name);
  if (value !== undefined && (value < least || value > most))
    throw complaint(resource, `property ${name} must be between ${least} and ${most}, not ${value}`);
  return value;
}

/** -1 stands for no limit. */
const limit = (resource: Resource, name: string, least: number, most: number): number | undefined =>
  optionalNumber(resource, name) === -1 ? undefined : between(resource, name, least, most);

const startingPositions = ['TRIM_HORIZON', 'LATEST'] as const;

/** Lambda guide, "Control which events Lambda sends to your function": patterns as text, five unless the quota was raised. */
function filtersOf(resource: Resource): readonly unknown[] {
  const { Filters = [] } = object<{ Filters: readonly { readonly Pattern?: string }[] }>(
    resource,
    'FilterCriteria',
  );
  if (Filters.length > 5)
    throw complaint(resource, `FilterCriteria has ${Filters.length} filters, more than 5`);
  return Filters.map(({ Pattern = '{}' }) => {
    try {
      return JSON.parse(Pattern);
    } catch {
      throw complaint(resource, `FilterCriteria has a pattern that is not JSON: ${Pattern}`);
    }
  });
}

function onFailureOf(resource: Resource): string | undefined {
  const { OnFailure } = object<{ OnFailure: { readonly Destination?: string } }>(
    resource,
    'DestinationConfig',
  );
  const arn = OnFailure?.Destination;
  if (arn !== undefined && !arn.startsWith('arn:aws:sqs:') && !arn.startsWith('arn:aws:sns:'))
    throw complaint(resource, `DestinationConfig: ${arn} is neither a queue's ARN nor a topic's`);
  return arn;
}

/** What a mapping of a table's stream has beside others. */
export function streamMapping(
  resource: Resource,
  streamArn: string,
): Omit<
  StreamMappingDeclaration,
  'functionArn' | 'maximumBatchingWindowSeconds' | 'reportBatchItemFailures' | 'enabled'
> {
  if ((optionalNumber(resource, 'ParallelizationFactor') ?? 1) !== 1)
    throw complaint(resource, 'the local cloud does not know a ParallelizationFactor other than 1');
  const position = text(resource, 'StartingPosition');
  const startingPosition = startingPositions.find((each) => each === position);
  if (!startingPosition)
    throw complaint(resource, `StartingPosition must be TRIM_HORIZON or LATEST, not ${position}`);
  between(resource, 'MaximumBatchingWindowInSeconds', 0, 300);
  return {
    streamArn,
    startingPosition,
    batchSize: between(resource, 'BatchSize', 1, 10_000) ?? 100,
    tumblingWindowSeconds: between(resource, 'TumblingWindowInSeconds', 0, 900) ?? 0,
    filters: filtersOf(resource),
    maximumRetryAttempts: limit(resource, 'MaximumRetryAttempts', 0, 10_000),
    maximumRecordAgeSeconds: limit(resource, 'MaximumRecordAgeInSeconds', 60, 604_800),
    bisectBatchOnFunctionError: flag(resource.property('BisectBatchOnFunctionError')),
    onFailureArn: onFailureOf(resource),
  };
}
