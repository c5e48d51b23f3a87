import { printable } from '../inbound/printable.ts';
import type { Profile } from '../people/profile.ts';
import { oneLine } from './one-line.ts';

/** Characters: room for any real name. */
const longest = 100;

/** Inboxes and phones make a link of a bare `evil.com`, too; `Dr.Smith` is none of theirs. */
const looksLikeLink = /:\/\/|[Ww][Ww][Ww]\.|[\w-]\.([a-z]{2,}|[A-Z]{2,})\b|[\w-]\.[A-Za-z]{2,}\//;

const shown = (value: unknown): unknown =>
  typeof value === 'string' ? [...oneLine(printable(value))].slice(0, longest).join('') : value;

/**
 * A person as a message may show them: traits, and the address and phone number they go by. Anybody can type anybody's
 * address into a form together with a "name" of their choice, so text is cut short and anything like a link is left
 * out: nobody sends their own advertising through ours.
 */
export const personShown = ({
  traits,
  identifiers,
}: Pick<Profile, 'traits' | 'identifiers'>): Readonly<Record<string, unknown>> => ({
  email: identifiers.email?.at(-1),
  phone: identifiers.phone?.at(-1),
  ...Object.fromEntries(
    Object.entries(traits)
      .map(([name, value]) => [name, shown(value)] as const)
      .filter(([, value]) => typeof value !== 'string' || !looksLikeLink.test(value)),
  ),
});
