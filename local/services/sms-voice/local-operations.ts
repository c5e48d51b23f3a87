import { AwsError } from '../../aws-error.ts';
import type { ServiceContext } from '../../service.ts';
import { type Operation, operation } from '../operation.ts';
import { uuid } from '../unique-id.ts';
import { fates, isFate } from './fate.ts';
import { originationFor } from './origination.ts';
import { DEFAULT_LIST, optedOutKey, type SmsStore } from './sms-store.ts';

/** A number that the owner has leased, as the template's metadata tells of it. */
interface OwnersNumber {
  readonly PhoneNumberId: string;
  readonly PhoneNumber: string;
  readonly IsoCountryCode: string;
  readonly TwoWayTopicArn: string;
}

interface IncomingText {
  readonly from: string;
  /** One of the account's numbers; the first, unless told. */
  readonly to?: string;
  readonly text: string;
}

/** Words by which AWS takes a number for opted out, if its owner leaves that to AWS. */
const optOutWords = /^\s*(stop|arret|cancel|end|quit|unsubscribe|remove|td|opt-out)\s*$/i;

/** What no call of AWS does: numbers that are there, phones that write or fail. */
export function localOperations(store: SmsStore, context: ServiceContext): Record<string, Operation> {
  return {
    PutLocalPhoneNumber: operation<OwnersNumber>(
      () => [],
      ({ PhoneNumberId, PhoneNumber, IsoCountryCode, TwoWayTopicArn }) => {
        if (store.get('phoneNumber', PhoneNumberId)) return {};
        store.put('phoneNumber', PhoneNumberId, {
          phoneNumber: PhoneNumber,
          country: IsoCountryCode,
          messageType: 'TRANSACTIONAL',
          numberType: 'TEN_DLC',
          createdAt: context.clock.now(),
          optOutList: DEFAULT_LIST,
          selfManagedOptOuts: true,
          twoWayTopic: TwoWayTopicArn,
        });
        return {};
      },
    ),
    PutLocalFate: operation<{ readonly number: string; readonly eventType: string }>(
      () => [],
      ({ number, eventType }) => {
        if (!isFate(eventType))
          throw new AwsError('ValidationException', `"${eventType}" is none of ${fates.join(', ')}`);
        store.put('fate', number, { eventType });
        return {};
      },
    ),
    /** https://docs.aws.amazon.com/sms-voice/latest/userguide/two-way-sms-payload.html */
    ReceiveLocalText: operation<IncomingText>(
      () => [],
      async ({ from, to, text }) => {
        const number = originationFor(to, store);
        if (!number)
          throw new AwsError(
            'ResourceNotFoundException',
            `${to ?? 'any number'} is not one of the account's numbers`,
          );
        const { phoneNumber, optOutList, selfManagedOptOuts, twoWayTopic } = number;
        if (!selfManagedOptOuts && optOutWords.test(text))
          store.put('optedOut', optedOutKey(optOutList, from), { at: context.clock.now(), byEndUser: true });
        const inboundMessageId = uuid(context.random);
        if (twoWayTopic === undefined) return { inboundMessageId };
        const Message = JSON.stringify({
          originationNumber: from,
          destinationNumber: phoneNumber,
          messageKeyword: `KEYWORD_${phoneNumber.replace('+', '')}`,
          messageBody: text,
          inboundMessageId,
        });
        const sourceArn = store.arn('phone-number', number.name);
        const caller = { service: { principal: 'sms-voice.amazonaws.com', sourceArn } };
        await context.dispatch('sns', 'Publish', { TopicArn: twoWayTopic, Message }, caller);
        return { inboundMessageId };
      },
    ),
  };
}
