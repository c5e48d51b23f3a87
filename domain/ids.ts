import { hash } from 'node:crypto';

const alphabet = 'abcdefghijklmnopqrstuvwxyz234567';

/** RFC 4648 base32 in lower case without padding. */
function base32(bytes: Uint8Array): string {
  let out = '';
  let buffer = 0;
  let bits = 0;
  for (const byte of bytes) {
    buffer = (buffer << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      out += alphabet[(buffer >> bits) & 31];
    }
    buffer &= (1 << bits) - 1;
  }
  return bits > 0 ? out + alphabet[(buffer << (5 - bits)) & 31] : out;
}

declare const brand: unique symbol;
/** `per_` and 24 letters and digits (120 random bits). */
export type PersonId = string & { readonly [brand]: 'person' };
/** `run_`, the person's 24 letters, `_` and 16 of a hash of the journey and the event that entered it: 45 characters, an execution's name. */
export type RunId = string & { readonly [brand]: 'run' };

/** `thr_`, the person's 24 letters, `_` and 16 of a hash: 45 characters, a conversation with the person on one channel. */
export type ThreadId = string & { readonly [brand]: 'thread' };

/** Unguessable text of `bits` random bits (a multiple of 40). Uses the global `crypto`, which a rehearsal may seed. */
export const randomText = (bits: number): string => base32(crypto.getRandomValues(new Uint8Array(bits / 8)));

/** The first `length` characters (5 bits each) of a hash of the parts, which are kept apart from one another. */
export const hashText = (length: number, ...parts: readonly string[]): string =>
  base32(hash('sha256', JSON.stringify(parts), 'buffer')).slice(0, length);

export const newPersonId = (): PersonId => `per_${randomText(120)}` as PersonId;

/**
 * An id that sorts by when it was made: milliseconds in base 36 have nine digits from 2059 on, and eight since 1972; then 40
 * random bits.
 */
export const idInOrder = (prefix: string, now: Date): string =>
  `${prefix}_${now.getTime().toString(36).padStart(9, '0')}${randomText(40)}`;

export const runIdFor = (person: string, journey: string, eventId: string): RunId =>
  `run_${person.slice(4)}_${hashText(16, journey, eventId)}` as RunId;

/** The person in whose partition a run's record was written, or undefined for what is no run id. */
export const personOfRun = (run: string): PersonId | undefined => {
  const match = /^run_([a-z2-7]{24})_[a-z2-7]{16}$/.exec(run);
  return match ? (`per_${match[1]}` as PersonId) : undefined;
};

/** @param root what holds the conversation together: the run whose mail is answered, or the address that wrote. */
export const threadIdFor = (person: string, channel: string, root: string): ThreadId =>
  `thr_${person.slice(4)}_${hashText(16, channel, root)}` as ThreadId;

/** The person whom a conversation is with, or undefined for what is no conversation's id. */
export const personOfThread = (thread: string): PersonId | undefined => {
  const match = /^thr_([a-z2-7]{24})_[a-z2-7]{16}$/.exec(thread);
  return match ? (`per_${match[1]}` as PersonId) : undefined;
};

export const isPersonId = (text: string): text is PersonId => /^per_[a-z2-7]{24}$/.test(text);

export const eventIdFor = (key: string, messageId: string): string => `evt_${hashText(24, key, messageId)}`;
