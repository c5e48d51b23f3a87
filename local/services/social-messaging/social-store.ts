import type { WhatsAppBusinessAccountEventDestination } from '@aws-sdk/client-socialmessaging';
import { AwsError } from '../../aws-error.ts';
import type { ServiceContext } from '../../service.ts';
import { SettingStore } from '../setting-store.ts';

export interface Account {
  readonly metaId: string;
  readonly businessName: string;
  readonly linkedAt: number;
  readonly eventDestinations: readonly WhatsAppBusinessAccountEventDestination[];
}

export interface Phone {
  /** The account's id. */
  readonly account: string;
  readonly metaId: string;
  /** E.164. */
  readonly number: string;
  readonly displayName: string;
}

export interface MessageTemplate {
  readonly metaId: string;
  readonly category: string;
  /** With its `{{1}}`, `{{2}}` …. */
  readonly body: string;
}

interface Kinds {
  /** By id, `waba-…`. */
  account: Account;
  /** By id, `phone-number-id-…`. */
  phone: Phone;
  /** By account, name and language. */
  template: MessageTemplate;
  /** When a customer last wrote, by phone and their number. */
  lastWritten: { readonly at: number };
  /** By number: Meta's error code of messages to it. */
  fate: { readonly code: number };
}

const FORMS = {
  waba: /^(?:waba-|arn:.*:waba\/)([0-9a-zA-Z]+)$/,
  'phone-number-id': /^(?:phone-number-id-|arn:.*:phone-number-id\/)([0-9a-zA-Z]+)$/,
} as const;

/** The settings of End User Messaging Social: WhatsApp accounts linked, their phones and approved templates. */
export class SocialStore extends SettingStore<Kinds> {
  readonly #context: ServiceContext;

  constructor(context: ServiceContext) {
    super(context.store, 'social_messaging_setting');
    this.#context = context;
  }

  /** AWS takes an id with its prefix or an ARN; here both come to the prefixed id. */
  idOf(type: keyof typeof FORMS, idOrArn: string): string {
    return `${type}-${FORMS[type].exec(idOrArn)?.[1] ?? idOrArn}`;
  }

  /** On what a call is authorised: the ARN that was given, or that of the id. */
  resource(type: keyof typeof FORMS, idOrArn = ''): string {
    return idOrArn.startsWith('arn:') ? idOrArn : this.arn(type, this.idOf(type, idOrArn));
  }

  /** The ARN of `waba-…` or `phone-number-id-…`, which has the id behind the prefix. */
  arn(type: keyof typeof FORMS, id: string): string {
    const { region, accountId } = this.#context;
    return `arn:aws:social-messaging:${region}:${accountId}:${type}/${id.slice(type.length + 1)}`;
  }

  account(idOrArn: string | undefined): Account & { readonly id: string } {
    const id = this.idOf('waba', idOrArn ?? '');
    const found = this.get('account', id);
    if (!found) throw notFound(`WhatsApp Business Account ${id}`);
    return { ...found, id };
  }

  phone(idOrArn: string | undefined): Phone & { readonly id: string } {
    const id = this.idOf('phone-number-id', idOrArn ?? '');
    const found = this.get('phone', id);
    if (!found) throw notFound(`phone number ${id}`);
    return { ...found, id };
  }
}

const notFound = (what: string): AwsError =>
  new AwsError('ResourceNotFoundException', `The ${what} was not found.`, 404);

export const templateKey = (account: string, name: string, language = ''): string =>
  `${account}\n${name}\n${language}`;

export const lastWrittenKey = (phone: string, number: string): string => `${phone}\n${number}`;
