import type { PushSubscription } from '../channels/push/subscription.ts';
import type { IdentifierType, Source } from '../events/recorded-event.ts';
import type { Lots } from '../rewards/lots.ts';
import type { Item } from '../table.ts';
import type { Place } from './place.ts';

type ConsentState = 'given' | 'pending' | 'withdrawn';

export interface Consent {
  readonly state: ConsentState;
  /** When this state began, ISO 8601. */
  readonly at: string;
  /** Where it came from, as `pop-up`, `preferences`, `one-click`. */
  readonly source?: string;
  /** What the person was shown. */
  readonly wording?: string;
  /** Who said so: of a pending one its form, of a confirmed one our page. */
  readonly by?: Source;
  /** Place on the timeline of the event that tells of it, with its proof. */
  readonly event?: Place;
  /** Of one that waits to be confirmed, or did: since when it had been refused before. */
  readonly refusedAt?: string;
  /** Of a confirmed one: when it was asked for, and the place of the event that tells of the confirmation. */
  readonly askedAt?: string;
  readonly confirmation?: Place;
}

/** That marketing is held. */
interface Pause {
  /** When that was said, ISO 8601. */
  readonly at: string;
  /** Until when; in the past for one that was lifted. */
  readonly until: string;
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
  /** In the list of everybody who is known. Absent of people from before there was one, until their next event. */
  readonly listed?: true;
  readonly traits: Readonly<Record<string, unknown>>;
  readonly identifiers: Readonly<Partial<Record<IdentifierType, readonly string[]>>>;
  /** By `channel/topic`. */
  readonly consents: Readonly<Record<string, Consent>>;
  /** Since when all marketing is refused: no browser may lift it, consents given later by page or server stand. */
  readonly unsubscribedAt?: string;
  /** When the person last called a message spam, unless their inbox took that back: refuses as an unsubscribe does. */
  readonly complainedAt?: string;
  readonly pause?: Pause;
  /** When which address was last asked to confirm consents. */
  readonly asked?: { readonly at: string; readonly address: string };
  /** Events that enter a journey as soon as a consent is confirmed: their places, by the journey and its key. */
  readonly held?: Readonly<Record<string, Place>>;
  /** When the person wrote last, by channel, ISO 8601. */
  readonly lastInbound?: Readonly<Record<string, string>>;
  /** The browsers that take notifications; the one that came last is the last. */
  readonly pushSubscriptions?: readonly PushSubscription[];
  /** Since when each booking has its review, ISO 8601. A list, since a map's names could not be every booking's id. */
  readonly reviews?: readonly {
    readonly bookingId: string;
    readonly at: string;
    /** Id of the person under whom it lies, if that is another who was merged into this one. */
    readonly by?: string;
  }[];
  /** By which the person refers friends. */
  readonly referralCode?: string;
  /** Id of the person who referred this one. */
  readonly referredBy?: string;
  /** Unspent points. */
  readonly points?: Lots;
  /** Ids of the segments that the person is in. */
  readonly segments?: readonly string[];
  /** Journey ids of the runs that were open at the last event, by run id. */
  readonly openRuns: Readonly<Record<string, string>>;
  /** Ids of the people who were merged into this one: what lies in their partitions is this person's. */
  readonly merged?: readonly string[];
  /**
   * Set on what is left of a person who was merged into another: id of that one. All else is empty then, `seq` is the
   * place of `People Merged` on the other's timeline, and marketing is refused.
   */
  readonly mergedInto?: string;
  /** Of such a one: what led to them before. */
  readonly formerly?: Pick<Profile, 'identifiers' | 'pushSubscriptions'>;
}
