import type {
  GetSuppressedDestinationCommandInput,
  ListSuppressedDestinationsCommandInput,
  PutSuppressedDestinationCommandInput,
} from '@aws-sdk/client-sesv2';
import { AwsError } from '../../aws-error.ts';
import type { ServiceContext } from '../../service.ts';
import { type Operation, operation } from '../operation.ts';
import { mailboxOf } from './address.ts';
import type { SesStore } from './ses-store.ts';
import { settingOperations } from './settings.ts';

/** The account's suppression list. */
export function suppressionOperations(store: SesStore, context: ServiceContext): Record<string, Operation> {
  const settings = settingOperations(store, 'suppressed', { kind: 'Email address', resource: () => '*' });
  const named = ({ EmailAddress }: { EmailAddress: string | undefined }) =>
    (EmailAddress ?? '').toLowerCase();
  return {
    PutSuppressedDestination: operation<PutSuppressedDestinationCommandInput>(
      settings.allow('PutSuppressedDestination', named),
      (input) => {
        const reason = input.Reason;
        mailboxOf(named(input));
        if (reason !== 'BOUNCE' && reason !== 'COMPLAINT')
          throw new AwsError(
            'BadRequestException',
            `1 validation error detected: Value '${reason}' at 'reason' failed to satisfy constraint: Member must satisfy enum value set: [BOUNCE, COMPLAINT]`,
          );
        store.put('suppressed', named(input), { reason, at: context.clock.now() });
        return {};
      },
    ),
    GetSuppressedDestination: operation<GetSuppressedDestinationCommandInput>(
      settings.allow('GetSuppressedDestination', named),
      (input) => {
        const { reason, at } = settings.find(named(input));
        const SuppressedDestination = {
          EmailAddress: named(input),
          Reason: reason,
          LastUpdateTime: new Date(at),
        };
        return { SuppressedDestination };
      },
    ),
    DeleteSuppressedDestination: settings.deletes('DeleteSuppressedDestination', named),
    ListSuppressedDestinations: settings.lists<ListSuppressedDestinationsCommandInput>(
      'ListSuppressedDestinations',
      (items) => ({
        SuppressedDestinationSummaries: items.map(({ name, reason, at }) => ({
          EmailAddress: name,
          Reason: reason,
          LastUpdateTime: new Date(at),
        })),
      }),
      ({ reason, at }, { Reasons, StartDate, EndDate }) =>
        (Reasons === undefined || Reasons.includes(reason)) &&
        (StartDate === undefined || at >= StartDate.getTime()) &&
        (EndDate === undefined || at <= EndDate.getTime()),
    ),
  };
}
