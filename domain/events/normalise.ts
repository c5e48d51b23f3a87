import { checkEvent } from '../../workflows/events/index.ts';
import type { Circumstance } from '../consent/proof.ts';
import type { Identifiers } from '../people/identity-values.ts';
import { identifiersOf } from './call-identifiers.ts';
import { type RawCall, readCall } from './call-schema.ts';
import { callTypes } from './call-types.ts';
import { followedLink } from './followed-link.ts';
import type { EventType, LineMessage, Source } from './recorded-event.ts';
import { type Refusal, refusal } from './refusal.ts';
import { correctSkew } from './skew.ts';
import { unstorable } from './storable.ts';

/** Segment's limit for one call, also inside a batch. */
export const maxCallBytes = 32 * 1024;

/** A call that may be taken, as a message for the line once its person is known. */
export interface Call
  extends Pick<
    LineMessage,
    'messageId' | 'source' | 'type' | 'name' | 'properties' | 'timestamp' | 'receivedAt'
  > {
  readonly ok: true;
  readonly traits: Readonly<Record<string, unknown>>;
  readonly identifiers: Identifiers;
  /** What its context says of the person's surroundings. */
  readonly circumstance: Circumstance;
  /** The `m` of the address that it was made on, not verified. */
  readonly link?: string | undefined;
}

export interface Circumstances {
  readonly source: Source;
  readonly receivedAt: Date;
  /** Used when the call brings none: as in Segment, the call is then not safe to send twice. */
  readonly newMessageId: () => string;
  /** The batch's, used where its call has none of its own. */
  readonly sentAt?: unknown;
}

/**
 * Turns one call of Segment's HTTP Tracking API into what Onward records, or says why not: its form, who may send
 * it, and for a known event its properties.
 */
export function normalise(
  type: EventType,
  raw: Readonly<Record<string, unknown>>,
  circumstances: Circumstances,
): Call | Refusal {
  const read = readCall(raw);
  if (!read.ok) return read;
  const { context, sentAt: _, ...kept } = read.call;
  const stored = { ...kept, 'context.traits': context?.traits };
  const fault = unstorable(stored) ?? unstorable(membersIn(raw));
  if (fault) return fault;
  const bytes = Buffer.byteLength(JSON.stringify(stored));
  if (bytes > maxCallBytes)
    return refusal('tooLarge', 'body', `${bytes} bytes; a call may have ${maxCallBytes}`);
  return callOf(type, read.call, circumstances);
}

/** The members of a call that come with names of their own: reading leaves out a name that no object can have. */
const membersIn = ({ traits, properties, context }: Readonly<Record<string, unknown>>) => ({
  traits,
  properties,
  'context.traits': Object(context).traits,
});

function callOf(
  type: EventType,
  call: RawCall,
  { source, receivedAt, newMessageId, sentAt: batchSentAt }: Circumstances,
): Call | Refusal {
  const rule = callTypes[type];
  const missing = rule.required.find(
    (field) => call[field] === undefined || call[field] === null || call[field] === '',
  );
  if (missing) return refusal('malformed', missing, `missing; ${type} needs it`);

  const traits = { ...call.context?.traits, ...(type === 'identify' && call.traits) };
  const named = identifiersOf(call, traits);
  if (!named.ok) return named;

  const name = rule.name(call);
  const properties = rule.properties(call);
  const checked =
    type === 'track' ? checkEvent(name, properties, source) : ({ ok: true, properties } as const);
  if (!checked.ok)
    return {
      ok: false,
      kind: checked.code === 'sender' ? 'forbidden' : 'invalid',
      field: checked.field,
      reason: checked.reason,
    };
  const sentAt = call.sentAt ?? batchSentAt;
  return {
    ok: true,
    messageId: call.messageId || newMessageId(),
    source,
    type,
    name,
    properties: checked.properties,
    traits,
    identifiers: named.identifiers,
    link: followedLink(call),
    timestamp: correctSkew(
      { timestamp: call.timestamp, sentAt: typeof sentAt === 'string' ? sentAt : null },
      receivedAt,
    ),
    receivedAt: receivedAt.toISOString(),
    circumstance: {
      page: call.context?.page?.url ?? undefined,
      ip: call.context?.ip ?? undefined,
      userAgent: call.context?.userAgent ?? undefined,
    },
  };
}
