import type { Bookings } from '../../bookings/bookings.ts';
import type { Centre } from '../../centre/centre.ts';
import type { LineMessage } from '../../events/recorded-event.ts';
import type { Situation } from '../../events/ruling.ts';
import type { Write } from '../../table.ts';
import type { OfferedTimes } from '../conversation.ts';
import type { Understood } from '../rules/rule.ts';

/** What a message leads to that a rule took for something. */
export interface Outcome {
  readonly writes?: readonly Write[];
  /** Events that follow from it; journeys answer by them. */
  readonly emits: readonly LineMessage[];
  /** The times from which they may choose from now on; none stay on offer without it. */
  readonly offered?: OfferedTimes;
}

/** What outcomes are decided on. */
export interface Deciding extends Pick<Situation, 'table' | 'event' | 'profile'> {
  readonly bookings: Pick<Bookings, 'free' | 'plan' | 'read'>;
  readonly centre: Centre;
  /** How an answer finds its way into the conversation. */
  readonly wayBack: Readonly<Record<string, unknown>>;
  /** By whose clock times are told to the person. */
  readonly timezone: string;
  readonly now: Date;
}

/** Decides what becomes of it; undefined where that is for staff to say. Reads only: what it wants written it returns. */
export type Decide<Kind extends Understood['kind']> = (
  understood: Extract<Understood, { kind: Kind }>,
  deciding: Deciding,
) => Promise<Outcome | undefined>;
