import type { PushSubscription } from '../channels/push/subscription.ts';
import type { IdentifierType } from '../events/recorded-event.ts';
import type { Lots } from '../rewards/lots.ts';
import type { Item } from '../table.ts';

type ConsentState = 'given' | 'pending' | 'withdrawn';

export interface Consent {
  readonly state: ConsentState;
  /** When this state began, ISO 8601. */
  readonly at: string;
  /** Where it came from, as `pop-up`, `preferences`, `one-click`. */
  readonly source?: string;
  /** What the person was shown. */
  readonly wording?: string;
}

/**
 * What is known of a person: a fold over their timeline. `record-event` writes it; an unsubscribe is written at once
 * as well, by the page itself. Every writer adds one to `version` and asks that it is the one it read.
 */
export interface Profile extends Item {
  readonly id: string;
  readonly version: number;
  /** Sequence number of the last recorded event. */
  readonly seq: number;
  readonly createdAt: string;
  readonly traits: Readonly<Record<string, unknown>>;
  readonly identifiers: Readonly<Partial<Record<IdentifierType, readonly string[]>>>;
  /** By `channel/topic`. */
  readonly consents: Readonly<Record<string, Consent>>;
  /** Since when all marketing is refused: no browser may lift it, consents given later by page or server stand. */
  readonly unsubscribedAt?: string;
  /** Addresses to which nothing is sent any more, and why, as `bounce: NoEmail`. */
  readonly suppressed?: Readonly<Record<string, { readonly at: string; readonly reason: string }>>;
  /** When the person wrote last, by channel, ISO 8601. */
  readonly lastInbound?: Readonly<Record<string, string>>;
  /** The browsers that take notifications; the one that came last is the last. */
  readonly pushSubscriptions?: readonly PushSubscription[];
  /** Since when each booking has its review, ISO 8601. A list, since a map's names could not be every booking's id. */
  readonly reviews?: readonly { readonly bookingId: string; readonly at: string }[];
  /** By which the person refers friends. */
  readonly referralCode?: string;
  /** Id of the person who referred this one. */
  readonly referredBy?: string;
  /** Unspent points. */
  readonly points?: Lots;
  /** Journey ids of the runs that were open at the last event, by run id. */
  readonly openRuns: Readonly<Record<string, string>>;
}
