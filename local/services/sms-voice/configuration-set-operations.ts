import type {
  CreateConfigurationSetCommandInput,
  CreateEventDestinationCommandInput,
  DeleteConfigurationSetCommandInput,
  DeleteEventDestinationCommandInput,
  DescribeConfigurationSetsCommandInput,
  EventDestination,
  UpdateEventDestinationCommandInput,
} from '@aws-sdk/client-pinpoint-sms-voice-v2';
import { type Operation, operation } from '../operation.ts';
import { conflict, notFound, requireMembersValid } from './refusals.ts';
import { nameIn, type SmsStore } from './sms-store.ts';

const NAME = /^[\w-]{1,64}$/;

/** AWS's most for one set. */
const MOST_DESTINATIONS = 5;

/** Configuration sets and where their events go. */
export function configurationSetOperations(store: SmsStore, now: () => number): Record<string, Operation> {
  const allow =
    (action: string) =>
    ({ ConfigurationSetName = '' }: { ConfigurationSetName?: string | undefined }) => [
      {
        action: `sms-voice:${action}`,
        resource: store.arn('configuration-set', nameIn(ConfigurationSetName)),
      },
    ];
  const find = (nameOrArn: string | undefined) => {
    const name = nameIn(nameOrArn ?? '');
    const found = store.get('configurationSet', name);
    if (!found) throw notFound('configuration-set', name);
    return { ...found, name };
  };
  const shown = (name: string) => ({
    ConfigurationSetArn: store.arn('configuration-set', name),
    ConfigurationSetName: name,
  });
  const keep = (set: ReturnType<typeof find>, destinations: readonly EventDestination[]) => {
    const { name, createdAt } = set;
    store.put('configurationSet', name, { createdAt, destinations });
  };
  const named = (set: ReturnType<typeof find>, wanted: string | undefined): EventDestination => {
    const found = set.destinations.find(({ EventDestinationName }) => EventDestinationName === wanted);
    if (!found) throw notFound('event-destination', wanted ?? '');
    return found;
  };

  return {
    CreateConfigurationSet: operation<CreateConfigurationSetCommandInput>(
      allow('CreateConfigurationSet'),
      ({ ConfigurationSetName: name = '' }) => {
        requireMembersValid({
          ConfigurationSetName: !NAME.test(name) && 'Letters, digits, _ and -, 1 to 64 of them.',
        });
        if (store.get('configurationSet', name))
          throw conflict(
            'RESOURCE_ALREADY_EXISTS',
            `The configuration set "${name}" exists.`,
            'configuration-set',
            name,
          );
        store.put('configurationSet', name, { createdAt: now(), destinations: [] });
        return { ...shown(name), CreatedTimestamp: new Date(now()) };
      },
    ),
    DescribeConfigurationSets: operation<DescribeConfigurationSetsCommandInput>(
      () => [{ action: 'sms-voice:DescribeConfigurationSets', resource: '*' }],
      ({ ConfigurationSetNames }) => {
        const sets = ConfigurationSetNames ? ConfigurationSetNames.map(find) : store.list('configurationSet');
        return {
          ConfigurationSets: sets.map(({ name, createdAt, destinations }) => ({
            ...shown(name),
            EventDestinations: destinations,
            CreatedTimestamp: new Date(createdAt),
          })),
        };
      },
    ),
    DeleteConfigurationSet: operation<DeleteConfigurationSetCommandInput>(
      allow('DeleteConfigurationSet'),
      ({ ConfigurationSetName }) => {
        const { name, createdAt, destinations } = find(ConfigurationSetName);
        store.delete('configurationSet', name);
        return { ...shown(name), EventDestinations: destinations, CreatedTimestamp: new Date(createdAt) };
      },
    ),
    CreateEventDestination: operation<CreateEventDestinationCommandInput>(
      allow('CreateEventDestination'),
      ({ ConfigurationSetName, ...input }) => {
        const set = find(ConfigurationSetName);
        const EventDestination = destinationFrom({ Enabled: true, ...input });
        const { EventDestinationName = '' } = EventDestination;
        if (set.destinations.some((each) => each.EventDestinationName === EventDestinationName))
          throw conflict(
            'RESOURCE_ALREADY_EXISTS',
            `The event destination "${EventDestinationName}" exists.`,
            'event-destination',
            EventDestinationName,
          );
        requireMembersValid({
          EventDestinationName:
            set.destinations.length >= MOST_DESTINATIONS && `At most ${MOST_DESTINATIONS} in a set.`,
        });
        keep(set, [...set.destinations, EventDestination]);
        return { ...shown(set.name), EventDestination };
      },
    ),
    UpdateEventDestination: operation<UpdateEventDestinationCommandInput>(
      allow('UpdateEventDestination'),
      ({ ConfigurationSetName, ...input }) => {
        const set = find(ConfigurationSetName);
        const former = named(set, input.EventDestinationName);
        const EventDestination = destinationFrom({ ...former, ...input });
        keep(
          set,
          set.destinations.map((each) => (each === former ? EventDestination : each)),
        );
        return { ...shown(set.name), EventDestination };
      },
    ),
    DeleteEventDestination: operation<DeleteEventDestinationCommandInput>(
      allow('DeleteEventDestination'),
      ({ ConfigurationSetName, EventDestinationName }) => {
        const set = find(ConfigurationSetName);
        const gone = named(set, EventDestinationName);
        keep(
          set,
          set.destinations.filter((each) => each !== gone),
        );
        return { ...shown(set.name), EventDestination: gone };
      },
    ),
  };
}

function destinationFrom({
  EventDestinationName = '',
  Enabled,
  MatchingEventTypes = [],
  SnsDestination,
}: Partial<EventDestination>): EventDestination {
  requireMembersValid({
    EventDestinationName: !NAME.test(EventDestinationName) && 'Letters, digits, _ and -, 1 to 64 of them.',
    MatchingEventTypes:
      (MatchingEventTypes.length === 0 || MatchingEventTypes.includes('TEXT_SENT')) &&
      'At least one, and not TEXT_SENT, which is not supported.',
    SnsDestination: !SnsDestination?.TopicArn && 'One destination must be given.',
  });
  return { EventDestinationName, Enabled: Enabled ?? true, MatchingEventTypes, SnsDestination };
}
