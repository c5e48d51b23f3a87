import type { Kind } from '../kind.ts';
import { arnIn, type Place } from '../place.ts';
import { physicalName, type Resource, shortId } from '../resource.ts';

interface Reference {
  readonly ref?: (resource: Resource, place: Place) => string;
  readonly arn?: (resource: Resource, place: Place) => string;
}

const idOf = (resource: Resource, place: Place): string =>
  shortId(`${place.stackName}/${resource.logicalId}`, 16);

const inert = (type: string, { ref = idOf, arn }: Reference = {}): Kind => ({
  type,
  ref,
  attribute: (resource, name, place) => (name === 'Arn' ? arn?.(resource, place) : undefined),
});

const logGroupName = (resource: Resource, place: Place): string =>
  physicalName(resource, 'LogGroupName', place, { longest: 512 });
const alarmName = (resource: Resource, place: Place): string =>
  physicalName(resource, 'AlarmName', place, { longest: 255 });
const alarm: Reference = {
  ref: alarmName,
  arn: (resource, place) => arnIn(place, 'cloudwatch', `alarm:${alarmName(resource, place)}`),
};

/** Types without behaviour here, each with the reason; others may still refer to them. */
export const inertKinds: readonly Kind[] = [
  // What functions print is kept by the runtime and printed by the local cloud itself.
  inert('AWS::Logs::LogGroup', {
    ref: logGroupName,
    arn: (resource, place) => arnIn(place, 'logs', `log-group:${logGroupName(resource, place)}:*`),
  }),
  inert('AWS::Logs::MetricFilter'),
  inert('AWS::Logs::QueryDefinition'),
  // Who may write logs: nothing is written to CloudWatch.
  inert('AWS::Logs::ResourcePolicy'),
  // There are no metrics to raise an alarm or draw.
  inert('AWS::CloudWatch::Alarm', alarm),
  inert('AWS::CloudWatch::CompositeAlarm', alarm),
  inert('AWS::CloudWatch::Dashboard'),
  // Data at rest is as safe as the laptop's disk.
  inert('AWS::KMS::Key', {
    arn: (resource, place) => arnIn(place, 'kms', `key/${idOf(resource, place)}`),
  }),
  inert('AWS::KMS::Alias'),
  // The account's role for API Gateway's logs.
  inert('AWS::ApiGateway::Account'),
  // What the CDK notes about itself.
  inert('AWS::CDK::Metadata'),
];
