import { isTimeZone } from '../messages/local-time.ts';
import type { Profile } from '../people/profile.ts';
import { areaCodeZones } from './area-codes.ts';
import { countryOfPhone } from './calling-codes.ts';
import { countryNamed, spread, zonesOfCountry } from './countries.ts';
import { zonesOfRegion } from './regions.ts';

/** Where a person is, as far as the clock goes. */
export interface Zones {
  /** IANA zones that it may be, most likely first. */
  readonly names: readonly [string, ...string[]];
  /** What tells so. */
  readonly by: 'their time zone' | 'their phone number' | 'their address' | 'the business';
}

type Person = Pick<Profile, 'traits' | 'identifiers'>;

/** Zones further apart tell nothing: what must be day in all of them could hardly be sent at all. In milliseconds. */
const widest = 3 * 3_600_000;

/**
 * The zones that a person may be in: by the trait `timezone`, else the phone number's country, else the traits of an
 * address, else the phone number's area code, which people keep when they move, else the business's. Evidence that
 * leaves several zones counts if they lie at most three hours apart; then a moment is quiet if it is in one of them.
 */
export function zonesOf(person: Person, business: string, now: Date): Zones {
  const { timezone } = person.traits;
  if (isTimeZone(timezone)) return { names: [timezone], by: 'their time zone' };
  const year = now.getUTCFullYear();
  const phone = person.identifiers.phone?.at(-1) ?? '';
  const evidence = [
    { by: 'their phone number', zones: () => zonesOfPhone(phone, year) },
    { by: 'their address', zones: () => zonesOfAddress(person, year) },
    { by: 'their phone number', zones: () => areaCodeZones(phone) },
  ] as const;
  for (const { by, zones } of evidence) {
    const [first, ...others] = new Set(zones());
    if (first !== undefined && spread([first, ...others], year) <= widest)
      return { names: [first, ...others], by };
  }
  return { names: [business], by: 'the business' };
}

function zonesOfPhone(phone: string, year: number): readonly string[] {
  const country = countryOfPhone(phone);
  return country === undefined ? [] : zonesOfCountry(country, year);
}

/** Segment's reserved trait `address`, or the same names on the person. */
function zonesOfAddress({ traits }: Person, year: number): readonly string[] {
  const address = typeof traits.address === 'object' ? traits.address : undefined;
  const said = { ...traits, ...address };
  const text = (...names: readonly string[]): string =>
    names.map((name) => said[name as keyof typeof said]).find((value) => typeof value === 'string') ?? '';
  const country = countryNamed(text('country', 'countryCode'));
  if (country === undefined) return [];
  return zonesOfRegion(country, text('state', 'region', 'province').trim()) ?? zonesOfCountry(country, year);
}
