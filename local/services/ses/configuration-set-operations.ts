import type {
  CreateConfigurationSetCommandInput,
  CreateConfigurationSetEventDestinationCommandInput,
  DeleteConfigurationSetEventDestinationCommandInput,
  EventDestinationDefinition,
  GetConfigurationSetCommandInput,
  PutConfigurationSetSendingOptionsCommandInput,
  PutConfigurationSetSuppressionOptionsCommandInput,
} from '@aws-sdk/client-sesv2';
import { AwsError } from '../../aws-error.ts';
import type { ServiceContext } from '../../service.ts';
import { type Operation, operation } from '../operation.ts';
import type { EventDestination, SesStore, SetOptions } from './ses-store.ts';
import { type Named, settingOperations } from './settings.ts';

const bad = (message: string) => new AwsError('BadRequestException', message);

/** Configuration sets and the destinations of their events. */
export function configurationSetOperations(
  store: SesStore,
  context: ServiceContext,
): Record<string, Operation> {
  const settings = settingOperations(store, 'configurationSet', {
    kind: 'Configuration set',
    resource: (name) => `arn:aws:ses:${context.region}:${context.accountId}:configuration-set/${name}`,
  });
  const named = ({ ConfigurationSetName }: { ConfigurationSetName?: string | undefined }) =>
    ConfigurationSetName ?? '';
  type Definition = {
    EventDestination: EventDestinationDefinition | undefined;
  } & Named<'EventDestinationName'> &
    Named<'ConfigurationSetName'>;
  const destinationOf = (input: Definition): EventDestination => {
    const { EventDestination: given, EventDestinationName: Name = '' } = input;
    if (!/^[\w-]{1,64}$/.test(Name))
      throw bad(`Event destination name <${Name}>: letters, digits, _ and -, 1 to 64 of them.`);
    if (given?.SnsDestination && given.EventBridgeDestination)
      throw bad(`Event destination <${Name}> must have exactly one destination.`);
    return { ...given, Name };
  };
  /** A new one has to say where events go, and which. */
  const complete = (destination: EventDestination): EventDestination => {
    const { Name, SnsDestination, EventBridgeDestination, MatchingEventTypes = [] } = destination;
    if (!SnsDestination && !EventBridgeDestination)
      throw bad(`Event destination <${Name}> must have exactly one destination.`);
    if (MatchingEventTypes.length === 0)
      throw bad(`Event destination <${Name}> must have at least one event type.`);
    return destination;
  };
  const changed = (name: string, options: SetOptions) => {
    const set = settings.find(name);
    store.put('configurationSet', name, { ...set, options: { ...set.options, ...options } });
    return {};
  };
  const absent = (name: string | undefined) =>
    new AwsError('NotFoundException', `Event destination <${name}> does not exist.`, 404);

  return {
    CreateConfigurationSet: operation<CreateConfigurationSetCommandInput>(
      settings.allow('CreateConfigurationSet', named),
      (input) => {
        const { ConfigurationSetName: name = '', ...options } = input;
        if (!/^[\w-]{1,64}$/.test(name))
          throw bad(`Configuration set name <${name}>: letters, digits, _ and -, 1 to 64 of them.`);
        settings.create(name, { destinations: [], options });
        return {};
      },
    ),
    GetConfigurationSet: operation<GetConfigurationSetCommandInput>(
      settings.allow('GetConfigurationSet', named),
      (input) => ({
        ConfigurationSetName: named(input),
        SendingOptions: { SendingEnabled: true },
        ...settings.find(named(input)).options,
      }),
    ),
    PutConfigurationSetSendingOptions: operation<PutConfigurationSetSendingOptionsCommandInput>(
      settings.allow('PutConfigurationSetSendingOptions', named),
      (input) => changed(named(input), { SendingOptions: { SendingEnabled: input.SendingEnabled ?? false } }),
    ),
    PutConfigurationSetSuppressionOptions: operation<PutConfigurationSetSuppressionOptionsCommandInput>(
      settings.allow('PutConfigurationSetSuppressionOptions', named),
      ({ SuppressedReasons = [], ...input }) =>
        changed(named(input), { SuppressionOptions: { SuppressedReasons } }),
    ),
    DeleteConfigurationSet: settings.deletes('DeleteConfigurationSet', named),
    ListConfigurationSets: settings.lists('ListConfigurationSets', (items) => ({
      ConfigurationSets: items.map(({ name }) => name),
    })),
    CreateConfigurationSetEventDestination: operation<CreateConfigurationSetEventDestinationCommandInput>(
      settings.allow('CreateConfigurationSetEventDestination', named),
      (input) => {
        const { destinations, ...set } = settings.find(named(input));
        const made = complete(destinationOf(input));
        if (destinations.some(({ Name }) => Name === made.Name))
          throw new AwsError('AlreadyExistsException', `Event destination <${made.Name}> already exists.`);
        store.put('configurationSet', named(input), { ...set, destinations: [...destinations, made] });
        return {};
      },
    ),
    UpdateConfigurationSetEventDestination: operation<Definition>(
      settings.allow('UpdateConfigurationSetEventDestination', named),
      (input) => {
        const { destinations, ...set } = settings.find(named(input));
        const update = destinationOf(input);
        if (!destinations.some(({ Name }) => Name === update.Name)) throw absent(update.Name);
        const others = destinations.map((each) =>
          each.Name === update.Name ? { ...each, ...update } : each,
        );
        store.put('configurationSet', named(input), { ...set, destinations: others });
        return {};
      },
    ),
    DeleteConfigurationSetEventDestination: operation<DeleteConfigurationSetEventDestinationCommandInput>(
      settings.allow('DeleteConfigurationSetEventDestination', named),
      (input) => {
        const { destinations, ...set } = settings.find(named(input));
        const left = destinations.filter(({ Name }) => Name !== input.EventDestinationName);
        if (left.length === destinations.length) throw absent(input.EventDestinationName);
        store.put('configurationSet', named(input), { ...set, destinations: left });
        return {};
      },
    ),
    GetConfigurationSetEventDestinations: operation<GetConfigurationSetCommandInput>(
      settings.allow('GetConfigurationSetEventDestinations', named),
      (input) => ({ EventDestinations: settings.find(named(input)).destinations }),
    ),
  };
}
