import { toMilliseconds } from '../../workflows/duration.ts';
import type { Cap } from './messaging.ts';
import { isAbout, mayHold, type TimedMessage } from './timed-message.ts';

/** A message that a person was sent, as caps count it. */
export interface Contact extends Pick<TimedMessage, 'kind' | 'channel'> {
  /** When, ISO 8601 in UTC. */
  readonly at: string;
}

/** A cap that a person has met. */
export interface Met {
  readonly cap: Cap;
  /** How many count at that moment. */
  readonly count: number;
  /** From when on there is a place again, in milliseconds since 1970. */
  readonly until: number;
}

/** What counts for a cap at a moment: a message counts from its sending until its stretch of time is over. */
const counted = (cap: Cap, contacts: readonly Contact[], at: number): number[] =>
  contacts
    .filter((contact) => isAbout(cap, contact))
    .map((contact) => Date.parse(contact.at))
    .filter((sent) => sent > at - toMilliseconds(cap.per));

/** How full the fullest cap is that may hold a message, undefined where none may. */
export function fullest(
  caps: readonly Cap[],
  message: TimedMessage,
  contacts: readonly Contact[],
  at: number,
): { readonly cap: Cap; readonly count: number } | undefined {
  const held = caps
    .filter((cap) => holds(cap, message))
    .map((cap) => ({ cap, count: counted(cap, contacts, at).length }));
  return held.toSorted((a, b) => b.count / b.cap.most - a.count / a.cap.most)[0];
}

/** Transactional messages may count for a cap; none ever waits for one. */
const holds = (cap: Cap, message: TimedMessage): boolean =>
  message.kind === 'marketing' && mayHold(cap, message);

/** Of the caps that leave a message no place at a moment, the one that does so the longest. */
export function capMet(
  caps: readonly Cap[],
  message: TimedMessage,
  contacts: readonly Contact[],
  at: number,
): Met | undefined {
  const met = caps
    .filter((cap) => holds(cap, message))
    .flatMap((cap): readonly Met[] => {
      const sent = counted(cap, contacts, at).toSorted((a, b) => b - a);
      const oldest = sent[cap.most - 1];
      return oldest === undefined
        ? []
        : [{ cap, count: sent.length, until: oldest + toMilliseconds(cap.per) }];
    });
  return met.toSorted((a, b) => b.until - a.until)[0];
}
