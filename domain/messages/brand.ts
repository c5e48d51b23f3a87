import * as z from 'zod/mini';
import { isTimeZone } from './local-time.ts';
import { localePattern } from './locale.ts';

const colour = z.string().check(z.regex(/^#[0-9a-f]{6}$/i, 'a colour such as #0b5cad'));
const line = z.string().check(z.regex(/^[^\p{Cc}]+$/u, 'one line of text'));
const locale = z.string().check(z.regex(localePattern, 'a locale such as en or de-AT'));
const tone = z.object({ greeting: z.string(), signOff: z.string() });
const httpUrl = z.string().check(z.url({ protocol: /^https?$/ }));

const brandSchema = z.object({
  name: line,
  /** Required by law at the foot of marketing. */
  postalAddress: line,
  /** IANA zone for times told to a person whose own is not known. */
  timezone: z.string().check(z.refine(isTimeZone, 'an IANA time zone such as America/New_York')),
  website: httpUrl,
  /** Where an outside booking system takes bookings; without one our own page does. */
  bookingUrl: z.optional(httpUrl),
  /** Empty for a brand that is told by its name. */
  logoUrl: z.union([z.literal(''), httpUrl]),
  /** Where staff notices go. */
  staffEmail: z.email(),
  colours: z.object({ primary: colour, onPrimary: colour, text: colour, muted: colour, background: colour }),
  tone,
  /** The language of whoever states none; the templates' default without one. */
  locale: z.optional(locale),
  /** What sounds otherwise in other languages, by locale. */
  translations: z.optional(z.record(locale, z.object({ tone }))),
});

/** How the business looks and sounds in its messages and pages, from `brand.json`. */
export type Brand = z.infer<typeof brandSchema>;

/** @throws ZodError naming the field that is wrong */
export const parseBrand = (json: unknown): Brand => brandSchema.parse(json);
