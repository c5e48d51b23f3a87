import type { Kind } from '../kind.ts';
import { arnIn, type Place } from '../place.ts';
import { complaint, flag, list, object, optionalNumber, type Resource, shortId, text } from '../resource.ts';
import { streamMapping } from './stream-mapping.ts';

const functionArn = (resource: Resource, place: Place): string => {
  const named = text(resource, 'FunctionName');
  return named.startsWith('arn:') ? named : arnIn(place, 'lambda', `function:${named}`);
};

/** What mappings of queues and of streams have alike. */
const shared = (resource: Resource, place: Place) => ({
  functionArn: functionArn(resource, place),
  maximumBatchingWindowSeconds: optionalNumber(resource, 'MaximumBatchingWindowInSeconds') ?? 0,
  reportBatchItemFailures: list(resource, 'FunctionResponseTypes').includes('ReportBatchItemFailures'),
  enabled: resource.property('Enabled') === undefined || flag(resource.property('Enabled')),
});

export const lambdaEventSourceMapping: Kind = {
  type: 'AWS::Lambda::EventSourceMapping',
  ref: (resource, place) => shortId(`${place.stackName}/${resource.logicalId}`, 32),
  declare(resource, declarations, { place }) {
    const sourceArn = text(resource, 'EventSourceArn');
    if (/^arn:aws:dynamodb:.*\/stream\//.test(sourceArn)) {
      declarations.streamMappings.push({ ...shared(resource, place), ...streamMapping(resource, sourceArn) });
      return;
    }
    if (!sourceArn.startsWith('arn:aws:sqs:'))
      throw complaint(resource, `${sourceArn} is neither a queue's ARN nor a table's stream's`);
    if (resource.property('FilterCriteria') !== undefined) {
      throw complaint(resource, 'the local cloud does not know the property FilterCriteria of a queue');
    }
    const { MaximumConcurrency } = object<{ MaximumConcurrency: number }>(resource, 'ScalingConfig');
    declarations.mappings.push({
      ...shared(resource, place),
      queueArn: sourceArn,
      batchSize: optionalNumber(resource, 'BatchSize') ?? 10,
      maximumConcurrency: MaximumConcurrency,
    });
  },
};
