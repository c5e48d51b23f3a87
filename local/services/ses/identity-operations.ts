import type {
  CreateEmailIdentityCommandInput,
  GetEmailIdentityCommandInput,
  PutEmailIdentityConfigurationSetAttributesCommandInput,
  VerificationStatus,
} from '@aws-sdk/client-sesv2';
import { AwsError } from '../../aws-error.ts';
import type { ServiceContext } from '../../service.ts';
import { type Operation, operation } from '../operation.ts';
import type { SesStore } from './ses-store.ts';
import { settingOperations } from './settings.ts';

/**
 * Identities: verified at once here, where AWS waits for DNS or a click. `PutLocalIdentityStatus` is not AWS's: it lets
 * one stand as it does while AWS waits, or has given up.
 */
export function identityOperations(store: SesStore, context: ServiceContext): Record<string, Operation> {
  const settings = settingOperations(store, 'identity', {
    kind: 'Email identity',
    resource: (name) => `arn:aws:ses:${context.region}:${context.accountId}:identity/${name}`,
  });
  const typeOf = (name: string) => (name.includes('@') ? 'EMAIL_ADDRESS' : 'DOMAIN');
  const described = (name: string, status: VerificationStatus = 'SUCCESS') => ({
    IdentityType: typeOf(name),
    VerifiedForSendingStatus: status === 'SUCCESS',
    DkimAttributes: {
      SigningEnabled: true,
      Status: status,
      SigningAttributesOrigin: 'AWS_SES',
      Tokens: ['token1', 'token2', 'token3'],
    },
  });
  const requireSet = (name: string) => {
    if (!store.get('configurationSet', name))
      throw new AwsError('NotFoundException', `Configuration set <${name}> does not exist.`, 404);
  };
  const named = ({ EmailIdentity }: { EmailIdentity: string | undefined }) => EmailIdentity ?? '';

  return {
    CreateEmailIdentity: operation<CreateEmailIdentityCommandInput>(
      settings.allow('CreateEmailIdentity', named),
      (input) => {
        const name = named(input);
        if (name !== '' && !/^([^\s@]+@)?([a-z\d-]+\.)+[a-z\d-]+$/i.test(name))
          throw new AwsError('BadRequestException', `Identity ${name} is neither an address nor a domain.`);
        if (input.ConfigurationSetName) requireSet(input.ConfigurationSetName);
        settings.create(name, {
          createdAt: context.clock.now(),
          ...(input.ConfigurationSetName && { configurationSet: input.ConfigurationSetName }),
          ...(input.Tags && { tags: input.Tags }),
        });
        return described(name);
      },
    ),
    GetEmailIdentity: operation<GetEmailIdentityCommandInput>(
      settings.allow('GetEmailIdentity', named),
      (input) => {
        const { configurationSet, status = 'SUCCESS', tags } = settings.find(named(input));
        return {
          ...described(named(input), status),
          VerificationStatus: status,
          FeedbackForwardingStatus: true,
          MailFromAttributes: { BehaviorOnMxFailure: 'USE_DEFAULT_VALUE' },
          Policies: {},
          ...(tags && { Tags: tags }),
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
          if (set) requireSet(set);
          store.put('identity', named(input), { ...identity, ...(set && { configurationSet: set }) });
          return {};
        },
      ),
    DeleteEmailIdentity: settings.deletes('DeleteEmailIdentity', named),
    ListEmailIdentities: settings.lists('ListEmailIdentities', (items) => ({
      EmailIdentities: items.map(({ name, status = 'SUCCESS' }) => ({
        IdentityName: name,
        IdentityType: typeOf(name),
        SendingEnabled: status === 'SUCCESS',
        VerificationStatus: status,
      })),
    })),
    PutLocalIdentityStatus: operation<{
      readonly EmailIdentity: string;
      readonly status: VerificationStatus;
    }>(
      () => [],
      (input) => {
        store.put('identity', named(input), { ...settings.find(named(input)), status: input.status });
        return {};
      },
    ),
  };
}
