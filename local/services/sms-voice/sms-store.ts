import type { EventDestination, MessageType, NumberType } from '@aws-sdk/client-pinpoint-sms-voice-v2';
import type { ServiceContext } from '../../service.ts';
import { SettingStore } from '../setting-store.ts';

/** A number that messages are sent from. */
export interface PhoneNumber {
  readonly phoneNumber: string;
  readonly country: string;
  readonly messageType: MessageType;
  readonly numberType: NumberType;
  readonly createdAt: number;
  readonly optOutList: string;
  /** The owner answers STOP and HELP: nobody is put on the list by AWS. */
  readonly selfManagedOptOuts?: boolean;
  /** The topic that what people write goes to. */
  readonly twoWayTopic?: string;
}

interface Kinds {
  configurationSet: { readonly createdAt: number; readonly destinations: readonly EventDestination[] };
  optOutList: { readonly createdAt: number };
  /** By list and number. */
  optedOut: { readonly at: number; readonly byEndUser: boolean };
  /** By id, `phone-…`. */
  phoneNumber: PhoneNumber;
  /** By number: what becomes of messages to it, where it is not delivery. */
  fate: { readonly eventType: string };
}

/** Every account has this opt-out list, and numbers use it unless told. */
export const DEFAULT_LIST = 'Default';

/** The settings of End User Messaging SMS. */
export class SmsStore extends SettingStore<Kinds> {
  readonly #context: ServiceContext;

  constructor(context: ServiceContext) {
    super(context.store, 'sms_voice_setting');
    this.#context = context;
    if (!this.get('optOutList', DEFAULT_LIST))
      this.put('optOutList', DEFAULT_LIST, { createdAt: context.clock.now() });
  }

  arn(type: 'configuration-set' | 'opt-out-list' | 'phone-number', name: string): string {
    return `arn:aws:sms-voice:${this.#context.region}:${this.#context.accountId}:${type}/${name}`;
  }

  isOptedOut(list: string, number: string): boolean {
    return this.get('optedOut', optedOutKey(list, number)) !== undefined;
  }
}

export const optedOutKey = (list: string, number: string): string => `${list}\n${number}`;

/** AWS takes a resource's name or its ARN. */
export const nameIn = (nameOrArn: string): string => nameOrArn.slice(nameOrArn.lastIndexOf('/') + 1);
