import type { Destination, EmailContent, MessageTag } from '@aws-sdk/client-sesv2';
import { AwsError } from '../../aws-error.ts';
import type { ServiceContext } from '../../service.ts';
import { uuid } from '../unique-id.ts';
import { mailboxOf, splitAddresses } from './address.ts';
import { type Content, contentOf } from './content.ts';
import { requireIdentity } from './identity.ts';
import type { Outgoing } from './outgoing.ts';
import { RenderingFailure } from './render.ts';
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

/** Checks a message as SES does before it takes it; a template that cannot be filled is taken, and fails later. */
export function accept(
  order: Order,
  store: SesStore,
  context: ServiceContext,
): { readonly message: Outgoing; readonly failure?: string } {
  const { configurationSet } = order;
  if (configurationSet && !store.get('configurationSet', configurationSet))
    throw new AwsError('NotFoundException', `Configuration set <${configurationSet}> does not exist.`, 404);
  const tags = tagsOf(order.tags);
  try {
    return { message: outgoing(order, contentOf(order.content, store), tags, store, context) };
  } catch (error) {
    if (!(error instanceof RenderingFailure)) throw error;
    const empty = { headers: [], attachments: [] };
    return { message: outgoing(order, empty, tags, store, context), failure: error.message };
  }
}

function outgoing(
  order: Order,
  content: Content,
  tags: Readonly<Record<string, string>>,
  store: SesStore,
  context: ServiceContext,
): Outgoing {
  const written = (name: string) => content.headers.find((each) => each.name.toLowerCase() === name)?.value;
  const fromHeader = order.from ?? written('from');
  if (!fromHeader) throw new AwsError('BadRequestException', 'The from address must be specified.');
  const from = mailboxOf(fromHeader);
  requireIdentity(from.address, store, context.region);
  const { ToAddresses, CcAddresses, BccAddresses } = order.destination ?? {};
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
  const now = context.clock.now();
  const id = `0100${now.toString(16).padStart(12, '0')}-${uuid(context.random)}-000000`;
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
    headers: [...added, ...content.headers],
    tags,
    configurationSet: order.configurationSet,
    operation: order.operation,
  };
}

function tagsOf(tags: readonly MessageTag[]): Record<string, string> {
  for (const { Name = '', Value = '' } of tags)
    for (const text of [Name, Value])
      if (!/^[\w.@-]{1,256}$/.test(text))
        throw new AwsError(
          'BadRequestException',
          `Invalid character contained in the tag <${Name}: ${Value}>.`,
        );
  return Object.fromEntries(tags.map(({ Name = '', Value = '' }) => [Name, Value]));
}
