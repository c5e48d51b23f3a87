import type { SendTextMessageCommandInput } from '@aws-sdk/client-pinpoint-sms-voice-v2';
import type { MessageCapture } from '../../capture.ts';
import type { ServiceContext } from '../../service.ts';
import { type Operation, operation } from '../operation.ts';
import { uuid } from '../unique-id.ts';
import { fateOf } from './fate.ts';
import { originationArn, requireOrigination } from './origination.ts';
import { conflict, notFound, requireMembersValid } from './refusals.ts';
import { nameIn, type SmsStore } from './sms-store.ts';
import { type TakenText, TextEvents } from './text-events.ts';
import { textParts } from './text-parts.ts';

/** Of a text: the most characters that AWS takes, in some ten parts. */
const MOST_CHARACTERS = 1_600;

/** Sending a text: checked as AWS checks it, captured instead of sent, and its events told at once. */
export function sendOperations(
  store: SmsStore,
  context: ServiceContext,
  capture: Pick<MessageCapture, 'record'>,
): Record<string, Operation> {
  const events = new TextEvents(context, store);
  return {
    SendTextMessage: operation<SendTextMessageCommandInput>(
      ({ OriginationIdentity }) => [
        { action: 'sms-voice:SendTextMessage', resource: originationArn(OriginationIdentity, store) },
      ],
      async (input) => {
        check(input);
        const text = taken(input, store, context);
        if (input.DryRun) return { MessageId: text.id };
        context.usage.smsParts += text.parts;
        const fate = fateOf(text.to, store);
        record(text, input.MessageBody ?? '', capture);
        await events.happened(text, fate);
        return { MessageId: text.id };
      },
    ),
  };
}

/** https://docs.aws.amazon.com/pinpoint/latest/apireference_smsvoicev2/API_SendTextMessage.html */
function check(input: SendTextMessageCommandInput): void {
  const { DestinationPhoneNumber = '', MessageBody = '', TimeToLive = 5, Context = {} } = input;
  const entries = Object.entries(Context);
  requireMembersValid({
    DestinationPhoneNumber:
      !/^\+?[1-9][0-9]{1,18}$/.test(DestinationPhoneNumber) &&
      `"${DestinationPhoneNumber}" is not a phone number in E.164 format.`,
    MessageBody:
      (MessageBody.trim() === '' || MessageBody.length > MOST_CHARACTERS) &&
      `Must have between 1 and ${MOST_CHARACTERS} characters.`,
    TimeToLive: (TimeToLive < 5 || TimeToLive > 259_200) && 'Must be between 5 and 259200 seconds.',
    Context:
      (entries.length > 5 ||
        entries.some(([key, value]) => !/^\S{1,100}$/.test(key) || !/^\S(.{0,798}\S)?$/s.test(value))) &&
      'At most 5 entries, keys of 1 to 100 and values of 1 to 800 characters, without white space around them.',
  });
}

function taken(input: SendTextMessageCommandInput, store: SmsStore, context: ServiceContext): TakenText {
  const number = requireOrigination(input.OriginationIdentity, store);
  const { DestinationPhoneNumber = '', MessageBody = '', ConfigurationSetName, Context = {} } = input;
  const set = ConfigurationSetName && nameIn(ConfigurationSetName);
  if (set && !store.get('configurationSet', set)) throw notFound('configuration-set', set);
  const to = `+${DestinationPhoneNumber.replace(/^\+/, '')}`;
  if (store.isOptedOut(number.optOutList, to))
    throw conflict(
      'DESTINATION_PHONE_NUMBER_OPTED_OUT',
      `The destination phone number ${to} has opted out.`,
      'opted-out-number',
      to,
    );
  return {
    id: uuid(context.random),
    from: number.phoneNumber,
    to,
    at: context.clock.now(),
    ...textParts(MessageBody),
    messageType: input.MessageType ?? 'TRANSACTIONAL',
    context: Context,
    configurationSet: set || undefined,
  };
}

function record(
  { id, from, to, at, context }: TakenText,
  text: string,
  capture: Pick<MessageCapture, 'record'>,
): void {
  const { person, run, step } = context;
  capture.record({
    at: new Date(at).toISOString(),
    channel: 'sms',
    to,
    from,
    text,
    headers: {},
    attachments: [],
    providerId: id,
    ...(person !== undefined && { person }),
    ...(run !== undefined && { run }),
    ...(step !== undefined && { step }),
  });
}
