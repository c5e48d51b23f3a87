import { offsetAt } from './wall-clock.ts';

declare global {
  namespace Intl {
    interface Locale {
      /** ECMA-402's Intl Locale Info; undefined without a region. */
      getTimeZones(): string[] | undefined;
    }
  }
}

const zonesIn = (code: string): readonly string[] =>
  /^[A-Z]{2}$/.test(code) ? (new Intl.Locale(`und-${code}`).getTimeZones() ?? []) : [];

/** Languages in which people name their country. */
const languages = ['en', 'de', 'fr', 'es'];

/** Every country's names in lower case, with its ISO 3166 code. Takes 25 ms to make, and is made for the first that is asked for. */
function makeNames(): ReadonlyMap<string, string> {
  const letters = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ');
  const codes = letters
    .flatMap((first) => letters.map((second) => first + second))
    .filter((code) => zonesIn(code).length > 0);
  const spellings = languages.flatMap((language) =>
    (['short', 'long'] as const).map(
      (style) => new Intl.DisplayNames([language], { type: 'region', style, fallback: 'none' }),
    ),
  );
  return new Map(
    spellings.flatMap((names) =>
      codes.map((code) => [(names.of(code) ?? code).toLowerCase(), code] as const),
    ),
  );
}
let names: ReadonlyMap<string, string> | undefined;

/** The ISO 3166 code of a country by its code or one of its names; undefined for none that is known. */
export function countryNamed(text: string): string | undefined {
  const wanted = text.trim();
  if (wanted === '') return undefined;
  const code = wanted.toUpperCase();
  if (zonesIn(code).length > 0) return code;
  names ??= makeNames();
  return names.get(wanted.toLowerCase());
}

/** Where most people live, of countries whose zones have other names first. */
const principal: ReadonlySet<string> = new Set([
  'America/Mexico_City',
  'America/Santiago',
  'America/Sao_Paulo',
  'Asia/Nicosia',
  'Asia/Tashkent',
  'Asia/Ulaanbaatar',
  'Australia/Sydney',
  'Europe/Lisbon',
  'Europe/Madrid',
  'Pacific/Tahiti',
]);

/** The offsets that tell clocks apart: in January and in July. */
const clockOf = (zone: string, year: number): readonly [number, number] => [
  offsetAt(Date.UTC(year, 0, 15), zone),
  offsetAt(Date.UTC(year, 6, 15), zone),
];

/** By country and year: to tell the zones of a large one apart takes a millisecond. */
const kept = new Map<string, readonly string[]>();

/** A country's zones, of those that go by the same clock in a year one only; most people's first, where that is known. */
export function zonesOfCountry(country: string, year: number): readonly string[] {
  const key = `${country} ${year}`;
  const found = kept.get(key) ?? distinctZones(country, year);
  kept.set(key, found);
  return found;
}

function distinctZones(country: string, year: number): readonly string[] {
  const zones = zonesIn(country).toSorted((a, b) => Number(principal.has(b)) - Number(principal.has(a)));
  const byClock = Map.groupBy(zones, (zone) => clockOf(zone, year).join());
  return Array.from(byClock.values(), ([first]) => first!);
}

/** How far zones ever lie apart in a year, in milliseconds. */
export function spread(zones: readonly string[], year: number): number {
  const clocks = zones.map((zone) => clockOf(zone, year));
  return Math.max(
    ...[0, 1].map((season) => {
      const offsets = clocks.map((clock) => clock[season] ?? 0);
      return Math.max(...offsets) - Math.min(...offsets);
    }),
  );
}
