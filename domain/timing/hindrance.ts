import { type Contact, capMet } from './caps.ts';
import type { Messaging } from './messaging.ts';
import { quietAt } from './quiet-hours.ts';
import { mayHold, type TimedMessage } from './timed-message.ts';
import { capInWords, momentInWords, quietInWords } from './words.ts';
import type { Zones } from './zones.ts';

/** What stands in a message's way at a moment. */
export interface Hindrance {
  readonly reason: 'paused' | 'capped' | 'quiet-hours';
  /** In milliseconds since 1970. */
  readonly until: number;
  /** In plain words. */
  readonly why: string;
}

/** What is known of a person when a message's moment is decided. */
export interface Circumstances {
  readonly message: TimedMessage;
  readonly zones: Zones;
  /** What they were sent; the message itself is not among it. */
  readonly contacts: readonly Contact[];
  /** Until when they asked to be left in peace, in milliseconds since 1970. */
  readonly pausedUntil?: number;
}

type Rule = (rules: Messaging, circumstances: Circumstances, at: number) => Hindrance | undefined;

const pause: Rule = (_, { message, zones, pausedUntil }, at) =>
  message.kind === 'marketing' && pausedUntil !== undefined && pausedUntil > at
    ? {
        reason: 'paused',
        until: pausedUntil,
        why: `they paused marketing until ${momentInWords(pausedUntil, zones)}`,
      }
    : undefined;

const caps: Rule = (rules, { message, zones, contacts }, at) => {
  const met = capMet(rules.caps, message, contacts, at);
  return (
    met && {
      reason: 'capped',
      until: met.until,
      why: `${capInWords(met.cap, met.count)}; next place ${momentInWords(met.until, zones)}`,
    }
  );
};

const quietHours: Rule = (rules, { message, zones }, at) => {
  const about = rules.quietHours.filter((hours) => mayHold(hours, message));
  const quiet = quietAt(about, zones.names, at);
  return (
    quiet && {
      reason: 'quiet-hours',
      until: quiet.until,
      why: quietInWords(quiet.hours, quiet.zone, zones),
    }
  );
};

const rulesOfTiming: readonly Rule[] = [pause, caps, quietHours];

/** What stands in a message's way at a moment in milliseconds since 1970; undefined when it may go. */
export function hindranceAt(
  rules: Messaging,
  circumstances: Circumstances,
  at: number,
): Hindrance | undefined {
  for (const rule of rulesOfTiming) {
    const found = rule(rules, circumstances, at);
    if (found) return found;
  }
  return undefined;
}
