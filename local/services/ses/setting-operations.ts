import type {
  CreateConfigurationSetCommandInput,
  CreateConfigurationSetEventDestinationCommandInput,
  CreateEmailIdentityCommandInput,
  DeleteConfigurationSetEventDestinationCommandInput,
  EventDestinationDefinition,
  GetConfigurationSetCommandInput,
  GetEmailIdentityCommandInput,
  PutEmailIdentityConfigurationSetAttributesCommandInput,
} from '@aws-sdk/client-sesv2';
import { AwsError } from '../../aws-error.ts';
import type { ServiceContext } from '../../service.ts';
import { type Operation, operation } from '../operation.ts';
import type { EventDestination, SesStore } from './ses-store.ts';
import { type Named, settingOperations } from './settings.ts';

/** Identities: verified at once here, where AWS waits for DNS or a click. */
export function identityOperations(store: SesStore, context: ServiceContext): Record<string, Operation> {
  const settings = settingOperations(store, 'identity', {
    kind: 'Email identity',
    resource: (name) => `arn:aws:ses:${context.region}:${context.accountId}:identity/${name}`,
  });
  const described = (name: string) => ({
    IdentityType: name.includes('@') ? 'EMAIL_ADDRESS' : 'DOMAIN',
    VerifiedForSendingStatus: true,
    DkimAttributes: { SigningEnabled: true, Status: 'SUCCESS', Tokens: ['token1', 'token2', 'token3'] },
  });
  const named = ({ EmailIdentity }: { EmailIdentity: string | undefined }) => EmailIdentity ?? '';

  return {
    CreateEmailIdentity: operation<CreateEmailIdentityCommandInput>(
      settings.allow('CreateEmailIdentity', named),
      (input) => {
        settings.create(named(input), {
          createdAt: context.clock.now(),
          ...(input.ConfigurationSetName && { configurationSet: input.ConfigurationSetName }),
        });
        return described(named(input));
      },
    ),
    GetEmailIdentity: operation<GetEmailIdentityCommandInput>(
      settings.allow('GetEmailIdentity', named),
      (input) => {
        const { configurationSet } = settings.find(named(input));
        return {
          ...described(named(input)),
          VerificationStatus: 'SUCCESS',
          FeedbackForwardingStatus: true,
          ...(configurationSet && { ConfigurationSetName: configurationSet }),
        };
      },
    ),
    PutEmailIdentityConfigurationSetAttributes:
      operation<PutEmailIdentityConfigurationSetAttributesCommandInput>(
        settings.allow('PutEmailIdentityConfigurationSetAttributes', named),
        (input) => {
          const { configurationSet: _, ...identity } = settings.find(named(input));
          const set = input.ConfigurationSetName;
          store.put('identity', named(input), { ...identity, ...(set && { configurationSet: set }) });
          return {};
        },
      ),
    DeleteEmailIdentity: settings.deletes('DeleteEmailIdentity', named),
    ListEmailIdentities: settings.lists('ListEmailIdentities', (items) => ({
      EmailIdentities: items.map(({ name }) => ({
        IdentityName: name,
        IdentityType: described(name).IdentityType,
        SendingEnabled: true,
        VerificationStatus: 'SUCCESS',
      })),
    })),
  };
}

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
  const destinationOf = (input: Definition): EventDestination => ({
    ...input.EventDestination,
    Name: input.EventDestinationName ?? '',
  });
  const absent = (name: string | undefined) =>
    new AwsError('NotFoundException', `Event destination <${name}> does not exist.`, 404);

  return {
    CreateConfigurationSet: operation<CreateConfigurationSetCommandInput>(
      settings.allow('CreateConfigurationSet', named),
      (input) => {
        settings.create(named(input), { destinations: [] });
        return {};
      },
    ),
    GetConfigurationSet: operation<GetConfigurationSetCommandInput>(
      settings.allow('GetConfigurationSet', named),
      (input) => {
        settings.find(named(input));
        return { ConfigurationSetName: named(input), SendingOptions: { SendingEnabled: true } };
      },
    ),
    DeleteConfigurationSet: settings.deletes('DeleteConfigurationSet', named),
    ListConfigurationSets: settings.lists('ListConfigurationSets', (items) => ({
      ConfigurationSets: items.map(({ name }) => name),
    })),
    CreateConfigurationSetEventDestination: operation<CreateConfigurationSetEventDestinationCommandInput>(
      settings.allow('CreateConfigurationSetEventDestination', named),
      (input) => {
        const { destinations } = settings.find(named(input));
        const made = destinationOf(input);
        if (destinations.some(({ Name }) => Name === made.Name))
          throw new AwsError('AlreadyExistsException', `Event destination <${made.Name}> already exists.`);
        store.put('configurationSet', named(input), { destinations: [...destinations, made] });
        return {};
      },
    ),
    UpdateConfigurationSetEventDestination: operation<Definition>(
      settings.allow('UpdateConfigurationSetEventDestination', named),
      (input) => {
        const { destinations } = settings.find(named(input));
        const changed = destinationOf(input);
        if (!destinations.some(({ Name }) => Name === changed.Name)) throw absent(changed.Name);
        const others = destinations.map((each) =>
          each.Name === changed.Name ? { ...each, ...changed } : each,
        );
        store.put('configurationSet', named(input), { destinations: others });
        return {};
      },
    ),
    DeleteConfigurationSetEventDestination: operation<DeleteConfigurationSetEventDestinationCommandInput>(
      settings.allow('DeleteConfigurationSetEventDestination', named),
      (input) => {
        const { destinations } = settings.find(named(input));
        const left = destinations.filter(({ Name }) => Name !== input.EventDestinationName);
        if (left.length === destinations.length) throw absent(input.EventDestinationName);
        store.put('configurationSet', named(input), { destinations: left });
        return {};
      },
    ),
    GetConfigurationSetEventDestinations: operation<GetConfigurationSetCommandInput>(
      settings.allow('GetConfigurationSetEventDestinations', named),
      (input) => ({ EventDestinations: settings.find(named(input)).destinations }),
    ),
  };
}
