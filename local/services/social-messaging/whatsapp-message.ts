import { AwsError } from '../../aws-error.ts';

/** What we read of a message of Meta's Cloud API: a text, or an approved template with its parameters. */
export interface WhatsAppMessage {
  /** E.164. */
  readonly to: string;
  readonly type: string;
  readonly text?: { readonly body: string };
  readonly template?: {
    readonly name: string;
    readonly language: { readonly code: string };
    readonly components?: readonly {
      readonly type: string;
      readonly parameters?: readonly { readonly type: string; readonly text?: string }[];
    }[];
  };
  /** Comes back with every status of the message. */
  readonly biz_opaque_callback_data?: string;
}

const refused = (reason: string): AwsError => new AwsError('InvalidParametersException', reason);

/**
 * Reads what AWS hands on to Meta. https://developers.facebook.com/docs/whatsapp/cloud-api/reference/messages
 * @throws AwsError InvalidParametersException
 */
export function parseMessage(bytes: Uint8Array): WhatsAppMessage {
  const message = jsonOf(bytes);
  if (message.messaging_product !== 'whatsapp') throw refused('messaging_product must be "whatsapp".');
  const { to = '', type = 'text', text, template } = message;
  const digits = to.replace(/[\s()+-]/g, '');
  if (!/^[1-9][0-9]{6,14}$/.test(digits)) throw refused(`to: "${to}" is not a phone number.`);
  if (type === 'text' && !text?.body) throw refused('text.body is missing.');
  if (type === 'template' && !(template?.name && template.language?.code))
    throw refused('template.name and template.language.code are required.');
  if (type !== 'text' && type !== 'template')
    throw refused(`type: the local cloud does not know messages of type "${type}".`);
  if ((message.biz_opaque_callback_data ?? '').length > 512)
    throw refused('biz_opaque_callback_data: at most 512 characters.');
  return { ...message, to: `+${digits}`, type };
}

type Raw = Partial<WhatsAppMessage> & { readonly messaging_product?: string };

function jsonOf(bytes: Uint8Array): Raw {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(bytes).toString('utf8'));
    if (typeof parsed === 'object' && parsed !== null) return parsed;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw refused('message: not a JSON object.');
}

/** The values for a template's body, in order. */
export const bodyParameters = ({ template }: WhatsAppMessage): readonly string[] =>
  (template?.components ?? [])
    .filter(({ type }) => type.toLowerCase() === 'body')
    .flatMap(({ parameters = [] }) => parameters.map(({ text = '' }) => text));
