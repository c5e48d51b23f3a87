import { AwsError } from '../../aws-error.ts';
import type { ServiceContext } from '../../service.ts';
import { type Operation, operation } from '../operation.ts';
import { uuid } from '../unique-id.ts';
import { lastWrittenKey, type SocialStore } from './social-store.ts';
import { knownCodes } from './verdict.ts';
import type { WhatsAppEvents } from './whatsapp-events.ts';

/** A WhatsApp Business Account that the owner has linked, as the template's metadata tells of it. */
interface OwnersAccount {
  readonly AccountId: string;
  readonly BusinessName: string;
  readonly PhoneNumberId: string;
  readonly PhoneNumber: string;
  readonly EventTopicArn: string;
}

interface IncomingWhatsApp {
  readonly from: string;
  /** One of the account's numbers; the first, unless told. */
  readonly to?: string;
  readonly text: string;
  /** What the writer calls themselves. */
  readonly profileName?: string;
}

/** What no call of AWS does: accounts that are linked, customers who write or cannot be reached. */
export function localOperations(
  store: SocialStore,
  context: ServiceContext,
  events: WhatsAppEvents,
): Record<string, Operation> {
  return {
    PutLocalAccount: operation<OwnersAccount>(
      () => [],
      ({ AccountId, BusinessName, PhoneNumberId, PhoneNumber, EventTopicArn }) => {
        const metaId = PhoneNumber.slice(-10).padStart(15, '1');
        if (!store.get('account', AccountId))
          store.put('account', AccountId, {
            metaId,
            businessName: BusinessName,
            linkedAt: context.clock.now(),
            eventDestinations: [{ eventDestinationArn: EventTopicArn }],
          });
        store.put('phone', PhoneNumberId, {
          account: AccountId,
          metaId: `2${metaId.slice(1)}`,
          number: PhoneNumber,
          displayName: BusinessName,
        });
        return {};
      },
    ),
    PutLocalFate: operation<{ readonly number: string; readonly code: number }>(
      () => [],
      ({ number, code }) => {
        if (!knownCodes.includes(code))
          throw new AwsError('ValidationException', `${code} is none of ${knownCodes.join(', ')}`);
        store.put('fate', number, { code });
        return {};
      },
    ),
    ReceiveLocalMessage: operation<IncomingWhatsApp>(
      () => [],
      async ({ from, to, text, profileName = from }) => {
        const found = store.list('phone').find(({ number }) => to === undefined || number === to);
        if (!found)
          throw new AwsError(
            'ResourceNotFoundException',
            `${to ?? 'any number'} is not one of the account's numbers`,
          );
        const phone = { ...found, id: found.name };
        store.put('lastWritten', lastWrittenKey(phone.id, from), { at: context.clock.now() });
        const messageId = uuid(context.random);
        const id = `wamid.${Buffer.from(messageId).toString('base64')}`;
        const waId = from.slice(1);
        const timestamp = String(Math.floor(context.clock.now() / 1000));
        const told = {
          contacts: [{ profile: { name: profileName }, wa_id: waId }],
          messages: [{ from: waId, id, timestamp, text: { body: text }, type: 'text' }],
        };
        await events.publish(phone, told, messageId);
        return { id };
      },
    ),
  };
}
