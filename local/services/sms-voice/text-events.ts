import type { EventType, MessageType } from '@aws-sdk/client-pinpoint-sms-voice-v2';
import type { Caller, ServiceContext } from '../../service.ts';
import { describeFate, type Fate } from './fate.ts';
import type { SmsStore } from './sms-store.ts';

/** A message that was taken. */
export interface TakenText {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly at: number;
  readonly encoding: 'GSM' | 'Unicode';
  readonly parts: number;
  readonly messageType: MessageType;
  readonly context: Readonly<Record<string, string>>;
  readonly configurationSet: string | undefined;
}

const SUCH_AS_ALL: readonly EventType[] = ['ALL', 'TEXT_ALL'];

/** Tells the event destinations of a message's configuration set what becomes of it. */
export class TextEvents {
  readonly #context: ServiceContext;
  readonly #store: SmsStore;

  constructor(context: ServiceContext, store: SmsStore) {
    this.#context = context;
    this.#store = store;
  }

  /** It is under way, and then has met its fate. */
  async happened(text: TakenText, fate: Fate): Promise<void> {
    await this.#publish(text, 'TEXT_PENDING', 'Message is in progress', false);
    await this.#publish(text, fate, describeFate(fate), true);
  }

  async #publish(text: TakenText, eventType: EventType, told: string, isFinal: boolean): Promise<void> {
    const { configurationSet } = text;
    const set = configurationSet && this.#store.get('configurationSet', configurationSet);
    if (!set) return;
    const listening = set.destinations.filter(
      ({ Enabled, MatchingEventTypes = [] }) =>
        Enabled && [eventType, ...SUCH_AS_ALL].some((each) => MatchingEventTypes.includes(each)),
    );
    const Message = JSON.stringify(this.#event(text, eventType, told, isFinal));
    const caller = this.#asSet(configurationSet);
    for (const { SnsDestination, EventDestinationName } of listening)
      await this.#context
        .dispatch('sns', 'Publish', { TopicArn: SnsDestination?.TopicArn, Message }, caller)
        .catch((error: unknown) =>
          // It costs the event, as on AWS, and never the message.
          process.emitWarning(`sms-voice: ${EventDestinationName} did not take an event: ${String(error)}`),
        );
  }

  /** https://docs.aws.amazon.com/sms-voice/latest/userguide/configuration-sets-event-format.html */
  #event(text: TakenText, eventType: EventType, messageStatusDescription: string, isFinal: boolean) {
    return {
      eventType,
      eventVersion: '1.0',
      eventTimestamp: this.#context.clock.now(),
      isFinal,
      originationPhoneNumber: text.from,
      destinationPhoneNumber: text.to,
      isInternationalSend: false,
      messageId: text.id,
      messageRequestTimestamp: text.at,
      messageEncoding: text.encoding,
      messageType: text.messageType,
      messageStatus: eventType.replace('TEXT_', ''),
      messageStatusDescription,
      context: text.context,
      totalMessageParts: text.parts,
      totalMessagePrice: 0,
      totalCarrierFee: 0,
    };
  }

  /** The topic's policy lets the service in, for the configuration set. */
  #asSet(name: string): Caller {
    const sourceArn = this.#store.arn('configuration-set', name);
    return { service: { principal: 'sms-voice.amazonaws.com', sourceArn } };
  }
}
