import { type Kind, refusedWith } from '../kind.ts';
import { arnIn, type Place } from '../place.ts';
import { flag, list, physicalName, type Resource } from '../resource.ts';

const setName = (resource: Resource, place: Place): string =>
  physicalName(resource, 'ConfigurationSetName', place, { longest: 64 });

interface Destination {
  readonly EventDestinationName: string;
  readonly Enabled: unknown;
  readonly MatchingEventTypes: readonly string[];
  readonly SnsDestination?: { readonly TopicArn: string };
}

export const smsVoiceConfigurationSet: Kind = {
  type: 'AWS::SMSVOICE::ConfigurationSet',
  ref: setName,
  attribute: (resource, name, place) =>
    name === 'Arn' ? arnIn(place, 'sms-voice', `configuration-set/${setName(resource, place)}`) : undefined,
  async deploy(resource, call, place) {
    const ConfigurationSetName = setName(resource, place);
    await refusedWith(['ConflictException'], () =>
      call('pinpointsmsvoicev2', 'CreateConfigurationSet', { ConfigurationSetName }),
    );
    for (const { Enabled, ...destination } of list<Destination>(resource, 'EventDestinations')) {
      const request = { ConfigurationSetName, ...destination };
      await refusedWith(['ConflictException'], () =>
        call('pinpointsmsvoicev2', 'CreateEventDestination', request),
      );
      await call('pinpointsmsvoicev2', 'UpdateEventDestination', { ...request, Enabled: flag(Enabled) });
    }
  },
};
