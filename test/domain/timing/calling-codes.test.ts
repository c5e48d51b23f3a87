import { type CountryCode, getCountries, getExampleNumber } from 'libphonenumber-js/max';
import examples from 'libphonenumber-js/mobile/examples';
import { expect, it } from 'vitest';
import { areaCodeZones } from '../../../domain/timing/area-codes.ts';
import { countryOfPhone } from '../../../domain/timing/calling-codes.ts';
import { offsetAt } from '../../../domain/timing/wall-clock.ts';

const seasons = [Date.UTC(2026, 0, 15), Date.UTC(2026, 6, 15)];
const clocks = (country: string): ReadonlySet<string> =>
  new Set(
    (new Intl.Locale(`und-${country}`).getTimeZones() ?? []).map((zone) =>
      seasons.map((at) => offsetAt(at, zone)).join(),
    ),
  );

/** Told apart by area code, without a zone in CLDR, or a far island of a country that it shares its numbers with. */
const others: ReadonlySet<CountryCode> = new Set(['US', 'CA', 'AC', 'TA', 'XK', 'CC', 'CX']);

it.each(getCountries().filter((country) => !others.has(country)))(
  'a mobile number of %s is found to go by the clock of its country',
  (country) => {
    const number = getExampleNumber(country, examples)?.number ?? '';
    const found = countryOfPhone(number);
    expect(clocks(found ?? '')).toEqual(clocks(country));
  },
);

it.each(['US', 'CA'] as const)('a number of %s has no country but its area code', (country) => {
  const number = getExampleNumber(country, examples)?.number ?? '';
  expect(countryOfPhone(number)).toBeUndefined();
  expect(areaCodeZones(number)).toHaveLength(1);
});
