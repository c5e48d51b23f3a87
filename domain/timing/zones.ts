import { isTimeZone } from '../messages/local-time.ts';
import type { Profile } from '../people/profile.ts';
import { areaCodeZones } from './area-codes.ts';
import { countriesOfPhone, countryNamed, spread, zonesOfCountry } from './countries.ts';
import { zonesOfRegion } from './regions.ts';

/** Where a person is, as far as the clock goes. */
export interface Zones {
  /** IANA zones that it may be, most likely first. */
  readonly names: readonly [string, ...string[]];
  /** What tells so. */
  readonly by: 'their time zone' | 'their phone number' | 'their address' | 'the business';
}

type Person = Pick<Profile, 'traits' | 'identifiers'>;

/** Zones further apart tell nothing: what must be day in all of them could hardly be sent at all. In minutes. */
const widest = 180;

const decided = (zones: readonly string[], by: Zones['by']): Zones | undefined => {
  const [first, ...others] = new Set(zones);
  return first !== undefined && spread(zones) <= widest ? { names: [first, ...others], by } : undefined;
};

/**
 * The zones that a person may be in: by the trait `timezone`, else the phone number's country, else the traits of an
 * address, else the phone number's area code, which people keep when they move, else the business's. Evidence that
 * leaves several zones counts if they lie at most three hours apart; then a moment is quiet if it is in one of them.
 */
export function zonesOf(person: Person, business: string): Zones {
  const { timezone } = person.traits;
  if (isTimeZone(timezone)) return { names: [timezone], by: 'their time zone' };
  const phone = person.identifiers.phone?.at(-1);
  return (
    (phone ? decided(countriesOfPhone(phone).flatMap(zonesOfCountry), 'their phone number') : undefined) ??
    decided(zonesOfAddress(person), 'their address') ??
    (phone ? decided(areaCodeZones(phone), 'their phone number') : undefined) ?? {
      names: [business],
      by: 'the business',
    }
  );
}

/** Segment's reserved trait `address`, or the same names on the person. */
function zonesOfAddress({ traits }: Person): readonly string[] {
  const address = typeof traits.address === 'object' ? traits.address : undefined;
  const said = { ...traits, ...address };
  const text = (...names: readonly string[]): string =>
    names.map((name) => said[name as keyof typeof said]).find((value) => typeof value === 'string') ?? '';
  const country = countryNamed(text('country', 'countryCode'));
  if (country === undefined) return [];
  return zonesOfRegion(country, text('state', 'region', 'province').trim()) ?? zonesOfCountry(country);
}
