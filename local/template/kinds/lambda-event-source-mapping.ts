import type { Kind } from '../kind.ts';
import { arnIn, type Place } from '../place.ts';
import { complaint, flag, list, object, optionalNumber, type Resource, shortId, text } from '../resource.ts';

const functionArn = (resource: Resource, place: Place): string => {
  const named = text(resource, 'FunctionName');
  return named.startsWith('arn:') ? named : arnIn(place, 'lambda', `function:${named}`);
};

export const lambdaEventSourceMapping: Kind = {
  type: 'AWS::Lambda::EventSourceMapping',
  ref: (resource, place) => shortId(`${place.stackName}/${resource.logicalId}`, 32),
  declare(resource, declarations, { place }) {
    const queueArn = text(resource, 'EventSourceArn');
    if (!queueArn.startsWith('arn:aws:sqs:')) throw complaint(resource, `${queueArn} is not a queue's ARN`);
    if (resource.property('FilterCriteria') !== undefined) {
      throw complaint(resource, 'the local cloud does not know the property FilterCriteria');
    }
    const { MaximumConcurrency } = object<{ MaximumConcurrency: number }>(resource, 'ScalingConfig');
    declarations.mappings.push({
      queueArn,
      functionArn: functionArn(resource, place),
      batchSize: optionalNumber(resource, 'BatchSize') ?? 10,
      maximumBatchingWindowSeconds: optionalNumber(resource, 'MaximumBatchingWindowInSeconds') ?? 0,
      reportBatchItemFailures: list(resource, 'FunctionResponseTypes').includes('ReportBatchItemFailures'),
      maximumConcurrency: MaximumConcurrency,
      enabled: resource.property('Enabled') === undefined || flag(resource.property('Enabled')),
    });
  },
};
