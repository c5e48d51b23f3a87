import type { Destination, EmailContent, MessageTag } from '@aws-sdk/client-sesv2';
import { AwsError } from '../../aws-error.ts';
import type { ServiceContext } from '../../service.ts';
import { uuid } from '../unique-id.ts';
import type { SesAccount } from './account.ts';
import { domainOf, mailboxOf, splitAddresses } from './address.ts';
import { type Content, contentOf } from './content.ts';
import { identityFor, isVerified } from './identity.ts';
import { tagsOf } from './message-tags.ts';
import { type Outgoing, recipientsOf } from './outgoing.ts';
import { RenderingFailure } from './render.ts';
import { notVerified, SendRefusal, sendingPaused } from './send-refusal.ts';
import type { SesStore } from './ses-store.ts';

/** Of one message, in all three fields; also the most entries of one bulk call. */
export const MOST_RECIPIENTS = 50;

/** What a caller wants sent. */
export interface Order {
  readonly from: string | undefined;
  readonly destination: Destination | undefined;
  readonly replyTo: readonly string[] | undefined;
  readonly tags: readonly MessageTag[];
  readonly configurationSet: string | undefined;
  readonly content: EmailContent | undefined;
  readonly operation: string;
}

/** What decides about a message. */
export interface SendingParts {
  readonly store: SesStore;
  readonly account: SesAccount;
  readonly context: ServiceContext;
}

/**
 * Takes a message as SES does, or refuses it, and counts it against the quotas. One whose template cannot be filled is
 * taken, and fails later.
 */
export function accept(
  order: Order,
  parts: SendingParts,
): { readonly message: Outgoing; readonly failure?: string } {
  const { content, failure } = filled(order, parts.store);
  const message = outgoing(order, content, parts);
  checkSet(message.configurationSet, parts.store);
  parts.account.take(recipientsOf(message).length);
  return failure === undefined ? { message } : { message, failure };
}

function filled(order: Order, store: SesStore): { readonly content: Content; readonly failure?: string } {
  try {
    return { content: contentOf(order.content, store) };
  } catch (error) {
    if (!(error instanceof RenderingFailure)) throw error;
    return { content: { headers: [], attachments: [] }, failure: error.message };
  }
}

function checkSet(name: string | undefined, store: SesStore): void {
  if (!name) return;
  const set = store.get('configurationSet', name);
  if (!set)
    throw new SendRefusal(
      'NotFoundException',
      'CONFIGURATION_SET_NOT_FOUND',
      `Configuration set <${name}> does not exist.`,
      404,
    );
  if (set.options?.SendingOptions?.SendingEnabled === false)
    throw sendingPaused('CONFIGURATION_SET_SENDING_PAUSED', `configuration set <${name}>`);
}

function outgoing(order: Order, content: Content, parts: SendingParts): Outgoing {
  const written = (name: string) => content.headers.find((each) => each.name.toLowerCase() === name)?.value;
  const fromHeader = order.from ?? written('from');
  if (!fromHeader) throw new AwsError('BadRequestException', 'The from address must be specified.');
  const from = mailboxOf(fromHeader);
  const { to, cc, bcc } = recipients(order.destination, written);
  checkVerified(from.address, [...to, ...cc, ...bcc], parts);
  const { clock, random } = parts.context;
  const now = clock.now();
  const id = `0100${now.toString(16).padStart(12, '0')}-${uuid(random)}-000000`;
  const own = {
    From: fromHeader,
    'Reply-To': order.replyTo?.join(', '),
    To: to.join(', '),
    Cc: cc.join(', '),
    Subject: content.subject,
    'Message-ID': `<${id}@email.amazonses.com>`,
    Date: new Date(now).toUTCString(),
  };
  const added = Object.entries(own).flatMap(([name, value]) =>
    value && written(name.toLowerCase()) === undefined ? [{ name, value }] : [],
  );
  return {
    ...content,
    id,
    from,
    fromHeader,
    to,
    cc,
    bcc,
    headers: [...added, ...content.headers.filter(({ name }) => !/^x-ses-/i.test(name))],
    tags: tagsOf(order.tags, written('x-ses-message-tags')),
    configurationSet: setFor(order, from.address, written('x-ses-configuration-set'), parts.store),
    operation: order.operation,
  };
}

/** The call's set, a raw message's header, or what the sending identity has as its default. */
function setFor(order: Order, from: string, header: string | undefined, store: SesStore): string | undefined {
  const identity = identityFor(from, store);
  return order.configurationSet || header || (identity && store.get('identity', identity)?.configurationSet);
}

function recipients(destination: Destination | undefined, written: (header: string) => string | undefined) {
  const { ToAddresses, CcAddresses, BccAddresses } = destination ?? {};
  const given = ToAddresses?.length || CcAddresses?.length || BccAddresses?.length;
  const addresses = (chosen: readonly string[] | undefined, header: string) =>
    (given ? (chosen ?? []) : splitAddresses(written(header) ?? '')).map((each) => mailboxOf(each).address);
  const [to, cc, bcc] = [
    addresses(ToAddresses, 'to'),
    addresses(CcAddresses, 'cc'),
    addresses(BccAddresses, 'bcc'),
  ];
  const count = to.length + cc.length + bcc.length;
  if (count === 0) throw new AwsError('BadRequestException', 'Destination must have at least one recipient.');
  if (count > MOST_RECIPIENTS) throw new AwsError('BadRequestException', 'Recipient count exceeds 50.');
  return { to, cc, bcc };
}

/** In the sandbox recipients have to be verified as well, except those of the mailbox simulator. */
function checkVerified(from: string, to: readonly string[], { store, account, context }: SendingParts): void {
  const asked = account.setting.production
    ? [from]
    : [from, ...to.filter((address) => domainOf(address) !== 'simulator.amazonses.com')];
  const failed = [...new Set(asked)].filter((address) => !isVerified(address, store));
  if (failed.length > 0) throw notVerified(failed, context.region);
}
