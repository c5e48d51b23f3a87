import { type Circumstances, type Hindrance, hindranceAt } from './hindrance.ts';
import type { Messaging } from './messaging.ts';
import { momentInWords } from './words.ts';

/** A message's way from a hold's end to its sending takes less, in milliseconds: what is held must still be worth sending behind it. */
const way = 60_000;

/** How often one message may be held. Each hold has its reason; only a race for a cap's places makes several. */
export const mostHolds = 20;

/** Hindrances that follow one another before a free moment, as quiet hours of a whole week. */
const mostHindrances = 400;

export interface Asked extends Circumstances {
  readonly now: number;
  /** Until when it is worth sending, in milliseconds since 1970. */
  readonly worthUntil: number;
  /** When the person reads best, if the step asked for that, in milliseconds since 1970. */
  readonly best?: number;
  /** How often it was held before. */
  readonly holds: number;
  /** How long behind a moment that lets many go at once this person is let go, in milliseconds. */
  readonly behind: number;
}

export const holdReasons = ['paused', 'capped', 'quiet-hours', 'best-time'] as const;
export type HoldReason = (typeof holdReasons)[number];

/** Why a message is not sent any more: what stood in its way until it expired. */
export type DropReason = Hindrance['reason'] | 'expired';

/** When a message goes: now, later, or never. `until` in milliseconds since 1970, `why` in plain words. */
export type Timing =
  | { readonly kind: 'now' }
  | {
      readonly kind: 'hold';
      readonly until: number;
      readonly reason: HoldReason;
      readonly why: string;
    }
  | { readonly kind: 'drop'; readonly reason: DropReason; readonly why: string };

/**
 * Quiet hours' end lets many go at once, and providers take so many messages a second: so each person's is their own by a little. Never behind the time that it is worth sending, nor in what stands in its way then.
 */
function ownMoment(rules: Messaging, asked: Asked, at: number): number {
  const own = Math.min(at + asked.behind, asked.worthUntil - way);
  return own > at && !hindranceAt(rules, asked, own) ? own : at;
}

interface Free {
  /** Undefined when nothing will let it go. */
  readonly at?: number;
  readonly hindrances: readonly Hindrance[];
}

/** The first moment from `from` on at which nothing stands in the message's way. */
function freeFrom(rules: Messaging, asked: Asked, from: number): Free {
  const hindrances: Hindrance[] = [];
  for (let at = from; hindrances.length < mostHindrances; ) {
    const found = hindranceAt(rules, asked, at);
    if (!found)
      return {
        at: hindrances.at(-1)?.reason === 'quiet-hours' ? ownMoment(rules, asked, at) : at,
        hindrances,
      };
    hindrances.push(found);
    at = found.until;
  }
  return { hindrances };
}

/** The first of each kind of hindrance. */
const inWords = (hindrances: readonly Hindrance[]): string =>
  [...Map.groupBy(hindrances, ({ reason }) => reason).values()].map(([first]) => first?.why).join('; then ');

/** Decides when a message goes that its person may be sent. Pure: the same circumstances have the same answer. */
export function decideTiming(rules: Messaging, asked: Asked): Timing {
  const { now, worthUntil, best, holds, zones } = asked;
  if (now > worthUntil)
    return {
      kind: 'drop',
      reason: 'expired',
      why: `worth sending until ${momentInWords(worthUntil, zones)}`,
    };
  const isWorth = (at: number) => at + way <= worthUntil && holds < mostHolds;
  if (best !== undefined && best > now) {
    const { at } = freeFrom(rules, asked, best);
    if (at !== undefined && isWorth(at))
      return { kind: 'hold', until: at, reason: 'best-time', why: 'the hour at which they mostly read' };
  }
  const { at, hindrances } = freeFrom(rules, asked, now);
  const [first] = hindrances;
  if (!first) return { kind: 'now' };
  const why = inWords(hindrances);
  if (at !== undefined && isWorth(at)) {
    return { kind: 'hold', until: at, reason: first.reason, why };
  }
  return {
    kind: 'drop',
    reason: first.reason,
    why: `${why}; worth sending until ${momentInWords(worthUntil, zones)}`,
  };
}
