import { getAllCountries, getCountry, getTimezone } from 'countries-and-timezones';
import { parsePhoneNumberFromString } from 'libphonenumber-js/min';

/** What people write, besides the code and the name. */
const written: Readonly<Record<string, string>> = {
  usa: 'US',
  'united states': 'US',
  uk: 'GB',
  'great britain': 'GB',
  england: 'GB',
  deutschland: 'DE',
  österreich: 'AT',
  schweiz: 'CH',
  españa: 'ES',
};

/** The ISO 3166 code of a country by its code or name; undefined for none that is known. */
export function countryNamed(text: string): string | undefined {
  const wanted = text.trim().toLowerCase();
  const code = wanted.toUpperCase();
  if (getCountry(code)) return code;
  return (
    written[wanted] ?? Object.values(getAllCountries()).find(({ name }) => name.toLowerCase() === wanted)?.id
  );
}

/** The countries that a phone number may belong to: one, unless several share its calling code. */
export function countriesOfPhone(phone: string): readonly string[] {
  const number = parsePhoneNumberFromString(phone);
  if (!number) return [];
  return number.country ? [number.country] : number.getPossibleCountries();
}

/** A country's zones, of those that go by the same clock the first only. */
export function zonesOfCountry(country: string): readonly string[] {
  const byClock = new Map<string, string>();
  for (const name of getCountry(country)?.timezones ?? []) {
    const zone = getTimezone(name);
    const clock = `${zone?.utcOffset}/${zone?.dstOffset}`;
    if (!byClock.has(clock)) byClock.set(clock, name);
  }
  return [...byClock.values()];
}

/** How far zones lie apart in winter, in minutes. */
export function spread(zones: readonly string[]): number {
  const offsets = zones.map((name) => getTimezone(name)?.utcOffset ?? 0);
  return Math.max(...offsets) - Math.min(...offsets);
}
