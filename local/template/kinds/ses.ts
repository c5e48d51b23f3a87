import { type Kind, refusedWith } from '../kind.ts';
import { arnIn, type Place } from '../place.ts';
import { flag, object, physicalName, type Resource, text } from '../resource.ts';

const setName = (resource: Resource, place: Place): string =>
  physicalName(resource, 'Name', place, { longest: 64 });

/** What the template and the API write alike. */
const setOptions = ['SendingOptions', 'SuppressionOptions', 'ReputationOptions', 'DeliveryOptions'];

export const sesConfigurationSet: Kind = {
  type: 'AWS::SES::ConfigurationSet',
  ref: setName,
  attribute: (resource, name, place) =>
    name === 'Arn' ? arnIn(place, 'ses', `configuration-set/${setName(resource, place)}`) : undefined,
  async deploy(resource, call, place) {
    const ConfigurationSetName = setName(resource, place);
    const options = setOptions.flatMap((name) => {
      const value = resource.property(name);
      return value === undefined ? [] : [[name, value] as const];
    });
    const request = { ConfigurationSetName, ...Object.fromEntries(options) };
    const exists = await refusedWith(['AlreadyExistsException'], () =>
      call('sesv2', 'CreateConfigurationSet', request),
    );
    if (!exists) return;
    const { SendingEnabled = true } = object<{ SendingEnabled: unknown }>(resource, 'SendingOptions');
    await call('sesv2', 'PutConfigurationSetSendingOptions', {
      ConfigurationSetName,
      SendingEnabled: flag(SendingEnabled),
    });
    if (resource.property('SuppressionOptions') !== undefined)
      await call('sesv2', 'PutConfigurationSetSuppressionOptions', {
        ConfigurationSetName,
        ...object(resource, 'SuppressionOptions'),
      });
  },
};

interface EventDestination {
  readonly Name: string;
  readonly Enabled: unknown;
  readonly MatchingEventTypes: readonly string[];
  readonly SnsDestination: { readonly TopicARN: string };
  readonly EventBridgeDestination: { readonly EventBusArn: string };
}

const destinationName = (resource: Resource): string =>
  object<EventDestination>(resource, 'EventDestination').Name ?? resource.logicalId;

/** Templates write `renderingFailure`, the API `RENDERING_FAILURE`. */
const apiEventType = (name: string): string => name.replace(/([a-z])([A-Z])/g, '$1_$2').toUpperCase();

export const sesEventDestination: Kind = {
  type: 'AWS::SES::ConfigurationSetEventDestination',
  ref: destinationName,
  async deploy(resource, call) {
    const destination = object<EventDestination>(resource, 'EventDestination');
    const request = {
      ConfigurationSetName: text(resource, 'ConfigurationSetName'),
      EventDestinationName: destinationName(resource),
      EventDestination: {
        Enabled: flag(destination.Enabled),
        MatchingEventTypes: (destination.MatchingEventTypes ?? []).map(apiEventType),
        ...(destination.SnsDestination && {
          SnsDestination: { TopicArn: destination.SnsDestination.TopicARN },
        }),
        ...(destination.EventBridgeDestination && {
          EventBridgeDestination: destination.EventBridgeDestination,
        }),
      },
    };
    const exists = await refusedWith(['AlreadyExistsException'], () =>
      call('sesv2', 'CreateConfigurationSetEventDestination', request),
    );
    if (exists) await call('sesv2', 'UpdateConfigurationSetEventDestination', request);
  },
  async remove({ ConfigurationSetName }, ref, call) {
    await refusedWith(['NotFoundException'], () =>
      call('sesv2', 'DeleteConfigurationSetEventDestination', {
        ConfigurationSetName,
        EventDestinationName: ref,
      }),
    );
  },
};

const dkimAttribute = /^DkimDNSToken(Name|Value)([123])$/;

export const sesEmailIdentity: Kind = {
  type: 'AWS::SES::EmailIdentity',
  ref: (resource) => text(resource, 'EmailIdentity'),
  attribute(resource, name) {
    const match = dkimAttribute.exec(name);
    if (!match) return undefined;
    const identity = text(resource, 'EmailIdentity');
    return match[1] === 'Name'
      ? `token${match[2]}._domainkey.${identity}`
      : `token${match[2]}.dkim.amazonses.com`;
  },
  async deploy(resource, call) {
    const EmailIdentity = text(resource, 'EmailIdentity');
    const { ConfigurationSetName } = object<{ ConfigurationSetName: string }>(
      resource,
      'ConfigurationSetAttributes',
    );
    const request = { EmailIdentity, ...(ConfigurationSetName && { ConfigurationSetName }) };
    const exists = await refusedWith(['AlreadyExistsException'], () =>
      call('sesv2', 'CreateEmailIdentity', request),
    );
    if (exists) await call('sesv2', 'PutEmailIdentityConfigurationSetAttributes', request);
  },
};
