import type {
  GetLinkedWhatsAppBusinessAccountCommandInput,
  GetLinkedWhatsAppBusinessAccountPhoneNumberCommandInput,
  PutWhatsAppBusinessAccountEventDestinationsCommandInput,
} from '@aws-sdk/client-socialmessaging';
import { AwsError } from '../../aws-error.ts';
import { type Operation, operation } from '../operation.ts';
import type { Account, Phone, SocialStore } from './social-store.ts';

/** Accounts that are linked, and where their events go. Linking itself is done in AWS's console, with Meta. */
export function accountOperations(store: SocialStore): Record<string, Operation> {
  const onAccount =
    (action: string) =>
    ({ id = '' }: { id?: string | undefined }) => [
      { action: `social-messaging:${action}`, resource: store.resource('waba', id) },
    ];
  const summary = (id: string, { metaId, businessName, linkedAt, eventDestinations }: Account) => ({
    arn: store.arn('waba', id),
    id,
    wabaId: metaId,
    registrationStatus: 'COMPLETE',
    linkDate: new Date(linkedAt),
    wabaName: businessName,
    eventDestinations,
  });
  const phoneShown = (id: string, { number, metaId, displayName }: Phone) => ({
    arn: store.arn('phone-number-id', id),
    phoneNumber: number,
    phoneNumberId: id,
    metaPhoneNumberId: metaId,
    displayPhoneNumberName: displayName,
    displayPhoneNumber: number,
    qualityRating: 'GREEN',
  });

  return {
    ListLinkedWhatsAppBusinessAccounts: operation(
      () => [{ action: 'social-messaging:ListLinkedWhatsAppBusinessAccounts', resource: '*' }],
      () => ({ linkedAccounts: store.list('account').map(({ name, ...account }) => summary(name, account)) }),
    ),
    GetLinkedWhatsAppBusinessAccount: operation<GetLinkedWhatsAppBusinessAccountCommandInput>(
      onAccount('GetLinkedWhatsAppBusinessAccount'),
      ({ id }) => {
        const account = store.account(id);
        const phones = store.list('phone').filter((phone) => phone.account === account.id);
        return {
          account: {
            ...summary(account.id, account),
            phoneNumbers: phones.map(({ name, ...phone }) => phoneShown(name, phone)),
          },
        };
      },
    ),
    GetLinkedWhatsAppBusinessAccountPhoneNumber:
      operation<GetLinkedWhatsAppBusinessAccountPhoneNumberCommandInput>(
        ({ id = '' }) => [
          {
            action: 'social-messaging:GetLinkedWhatsAppBusinessAccountPhoneNumber',
            resource: store.resource('phone-number-id', id),
          },
        ],
        ({ id }) => {
          const phone = store.phone(id);
          return { phoneNumber: phoneShown(phone.id, phone), linkedWhatsAppBusinessAccountId: phone.account };
        },
      ),
    PutWhatsAppBusinessAccountEventDestinations:
      operation<PutWhatsAppBusinessAccountEventDestinationsCommandInput>(
        onAccount('PutWhatsAppBusinessAccountEventDestinations'),
        ({ id: idOrArn, eventDestinations = [] }) => {
          const { id, ...account } = store.account(idOrArn);
          if (eventDestinations.length > 1)
            throw new AwsError('InvalidParametersException', 'eventDestinations: at most one.');
          store.put('account', id, { ...account, eventDestinations });
          return {};
        },
      ),
  };
}
