import type { Proof } from '../consent/proof.ts';
import type { MessageRef } from '../messages/message-token.ts';

/** Who a sender is, which decides what it may send: a browser (write key), one of our signed pages, a server (secret key), or Onward itself. */
export type Source = 'browser' | 'page' | 'server' | 'onward';

/** The kinds of call that put something on a timeline: Segment's six, and what Onward tells itself. */
export type EventType = 'track' | 'identify' | 'page' | 'screen' | 'group' | 'alias';

/**
 * A message on the line, on its way to a person's timeline: the body in SQS, whose group is the person.
 * `functions/ingest`, the pages and the journeys put them there; `record-event` alone takes them.
 */
export interface LineMessage {
  readonly v: 1;
  readonly person: string;
  /** Whose message ids these are: an API key's id, `page` or `onward`. (key, messageId) is recorded once for ever. */
  readonly key: string;
  readonly messageId: string;
  readonly source: Source;
  readonly type: EventType;
  /** `Object Action`, as `Offer Claimed`; for the other types `Identified`, `Page Viewed`, `Screen Viewed`, `Group Joined`, `Alias Added`. */
  readonly name: string;
  readonly properties: Readonly<Record<string, unknown>>;
  /** Traits that the call states, folded into the profile. */
  readonly traits?: Readonly<Record<string, unknown>>;
  /** Identifiers that the call carries, already resolved to `person`. */
  readonly identifiers?: Readonly<Partial<Record<IdentifierType, string>>>;
  /** The sender's own time, corrected for its clock's skew, ISO 8601. Shown, never used for order. */
  readonly timestamp: string;
  /** When Onward took it, ISO 8601. */
  readonly receivedAt: string;
  /** Of a consent or its end: how it was given. */
  readonly proof?: Proof;
  /** The message whose link the person followed to do it. */
  readonly message?: MessageRef;
  /** How many journeys' events led to this one; 0 from outside. */
  readonly hops: number;
  /**
   * It tells of the past, as imports do, or follows from such a one: it is counted on the day on which it happened, and
   * begins and leads on no journey, so that three years of purchases write to nobody.
   */
  readonly historical?: true;
}

/**
 * Strongest first: of a call's identifiers the first that it carries decides. `messenger` is the page-scoped id that Meta
 * gives a person who writes to the business's page; no call may state it, it comes with what they write.
 */
export const identifierTypes = ['userId', 'email', 'phone', 'messenger', 'anonymousId'] as const;
export type IdentifierType = (typeof identifierTypes)[number];

/** An event as it lies on the timeline. */
export interface RecordedEvent extends Omit<LineMessage, 'v' | 'receivedAt' | 'identifiers'> {
  /** `evt_` and a hash of (key, messageId). */
  readonly id: string;
  /** Place on the timeline, from 1, given in the recording transaction. */
  readonly seq: number;
  /** When it was recorded, ISO 8601. */
  readonly at: string;
  /** Identifiers that came to the person with it. */
  readonly attached?: LineMessage['identifiers'];
  /** Ids of the runs that this event started, so that a redelivery can start them again. */
  readonly starts?: readonly string[];
  /** Ids of the runs that it replaced, so that a redelivery can stop their executions again. */
  readonly stops?: readonly string[];
  /** Journeys that it enters once a consent that they need is confirmed (`journey`, or `journey#key`). */
  readonly holds?: readonly string[];
  /** Messages that follow from it, so that a redelivery can send them again. */
  readonly emits?: readonly LineMessage[];
  /** Minutes in which it set timers, so that a redelivery can order their calls again. */
  readonly minutes?: readonly string[];
  /** Of an outcome that reports tell: the segments that the person was in with it. */
  readonly segments?: readonly string[];
  /** Why it counts for nothing. */
  readonly refused?: string;
}
