import * as z from 'zod/mini';
import { channels } from '../channels.ts';
import { offers } from '../offers.ts';
import { quote } from '../sentences.ts';

/** Properties that several events share. Each check's message is the remedy; the field's name is put before it. */

const filled = z.minLength(1);

/** Text that says something. */
export const text = z.string().check(filled);

/** An identifier made outside, as a booking's: up to 200 characters. */
export const identifier = z.string().check(filled, z.maxLength(200));

/** An instant, ISO 8601 with seconds and offset; kept as it was sent. */
export const instant = z.iso.datetime({
  offset: true,
  error: (issue) =>
    issue.input === undefined
      ? 'missing; must be a time such as 2026-11-24T09:00:00-05:00'
      : `${quote(issue.input)} is no time; use ISO 8601 with seconds and offset, such as 2026-11-24T09:00:00-05:00`,
});

/** Zones that were found good: asking Intl costs some 20 µs, and there are about 600. */
const goodZones = new Set<string>();

function isZone(name: string): boolean {
  if (goodZones.has(name)) return true;
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    const { timeZone } = new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions();
    if (timeZone === name) goodZones.add(name);
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

const lettersOf = (name: string): string => name.toLowerCase().replaceAll(/[^a-z]/g, '');

/** The zone that somebody may have meant, by its letters or by its city's. */
const zoneLike = (name: string): string | undefined =>
  Intl.supportedValuesOf('timeZone').find((zone) =>
    [zone, zone.slice(zone.lastIndexOf('/') + 1)].some((each) => lettersOf(each) === lettersOf(name)),
  );

/** An IANA time zone; offsets are none, because they do not know about daylight saving. */
export const timezone = z.string().check(
  z.refine(isZone, {
    error: ({ input }) => {
      const meant = zoneLike(String(input));
      const remedy = meant ? `did you mean ${meant}?` : 'use an IANA name such as America/New_York';
      return `unknown time zone ${quote(input)}; ${remedy}`;
    },
  }),
);

/** An amount of money in the business's currency. */
export const amount = z.number().check(z.nonnegative());

export const offer = z.string().check(
  z.refine((id) => Object.hasOwn(offers, id), {
    error: (issue) => `unknown offer ${quote(issue.input)}; known: ${Object.keys(offers).join(', ')}`,
  }),
);

export const channel = z.enum(channels);

/** A topic's id. Consents may name topics that no journey uses yet, so the list is not asked here. */
export const topic = z
  .string()
  .check(z.regex(/^[a-z0-9][a-z0-9_-]{0,63}$/, 'must be lower-case letters, digits, - or _, at most 64'));

/** Push services have names of the public Internet; what such a name leads to is checked when it is connected to. */
function isPushEndpoint(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, port, username, password } = new URL(text);
  const named = /^(?:[a-z0-9-]{1,63}\.)+[a-z][a-z0-9-]{1,62}$/.test(hostname);
  return protocol === 'https:' && named && !port && !username && !password;
}

/** Where a browser's push service takes notifications for it. Who knows it and the keys reaches the browser. */
export const pushEndpoint = z
  .string()
  .check(z.maxLength(1000), z.refine(isPushEndpoint, 'must be the https address of a push service'));
