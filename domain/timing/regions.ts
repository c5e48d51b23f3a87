import { own } from '../own.ts';

/** A state or province: its name, and the zones that its people live in, the most people's first. */
type Region = readonly [name: string, ...zones: readonly [string, ...string[]]];

const [eastern, central, mountain, pacific] = [
  'America/New_York',
  'America/Chicago',
  'America/Denver',
  'America/Los_Angeles',
] as const;

const us: Readonly<Record<string, Region>> = {
  AL: ['Alabama', central],
  AK: ['Alaska', 'America/Anchorage', 'America/Adak'],
  AZ: ['Arizona', 'America/Phoenix', mountain],
  AR: ['Arkansas', central],
  CA: ['California', pacific],
  CO: ['Colorado', mountain],
  CT: ['Connecticut', eastern],
  DE: ['Delaware', eastern],
  DC: ['District of Columbia', eastern],
  FL: ['Florida', eastern, central],
  GA: ['Georgia', eastern],
  HI: ['Hawaii', 'Pacific/Honolulu'],
  ID: ['Idaho', mountain, pacific],
  IL: ['Illinois', central],
  IN: ['Indiana', eastern, central],
  IA: ['Iowa', central],
  KS: ['Kansas', central, mountain],
  KY: ['Kentucky', eastern, central],
  LA: ['Louisiana', central],
  ME: ['Maine', eastern],
  MD: ['Maryland', eastern],
  MA: ['Massachusetts', eastern],
  MI: ['Michigan', eastern, central],
  MN: ['Minnesota', central],
  MS: ['Mississippi', central],
  MO: ['Missouri', central],
  MT: ['Montana', mountain],
  NE: ['Nebraska', central, mountain],
  NV: ['Nevada', pacific, mountain],
  NH: ['New Hampshire', eastern],
  NJ: ['New Jersey', eastern],
  NM: ['New Mexico', mountain],
  NY: ['New York', eastern],
  NC: ['North Carolina', eastern],
  ND: ['North Dakota', central, mountain],
  OH: ['Ohio', eastern],
  OK: ['Oklahoma', central],
  OR: ['Oregon', pacific, mountain],
  PA: ['Pennsylvania', eastern],
  RI: ['Rhode Island', eastern],
  SC: ['South Carolina', eastern],
  SD: ['South Dakota', central, mountain],
  TN: ['Tennessee', central, eastern],
  TX: ['Texas', central, mountain],
  UT: ['Utah', mountain],
  VT: ['Vermont', eastern],
  VA: ['Virginia', eastern],
  WA: ['Washington', pacific],
  WV: ['West Virginia', eastern],
  WI: ['Wisconsin', central],
  WY: ['Wyoming', mountain],
};

const ca: Readonly<Record<string, Region>> = {
  AB: ['Alberta', 'America/Edmonton'],
  BC: ['British Columbia', 'America/Vancouver', 'America/Edmonton'],
  MB: ['Manitoba', 'America/Winnipeg'],
  NB: ['New Brunswick', 'America/Halifax'],
  NL: ['Newfoundland and Labrador', 'America/St_Johns', 'America/Halifax'],
  NS: ['Nova Scotia', 'America/Halifax'],
  NT: ['Northwest Territories', 'America/Edmonton'],
  NU: ['Nunavut', 'America/Toronto', 'America/Winnipeg', 'America/Edmonton'],
  ON: ['Ontario', 'America/Toronto', 'America/Winnipeg'],
  PE: ['Prince Edward Island', 'America/Halifax'],
  QC: ['Quebec', 'America/Toronto', 'America/Halifax'],
  SK: ['Saskatchewan', 'America/Regina', 'America/Edmonton'],
  YT: ['Yukon', 'America/Whitehorse'],
};

const au: Readonly<Record<string, Region>> = {
  ACT: ['Australian Capital Territory', 'Australia/Sydney'],
  NSW: ['New South Wales', 'Australia/Sydney', 'Australia/Adelaide'],
  NT: ['Northern Territory', 'Australia/Darwin'],
  QLD: ['Queensland', 'Australia/Brisbane'],
  SA: ['South Australia', 'Australia/Adelaide'],
  TAS: ['Tasmania', 'Australia/Hobart'],
  VIC: ['Victoria', 'Australia/Melbourne'],
  WA: ['Western Australia', 'Australia/Perth'],
};

const regions: Readonly<Record<string, Readonly<Record<string, Region>>>> = { US: us, CA: ca, AU: au };

/** The zones of a region by its code or name, as `NH` or `New Hampshire`; undefined for one that is not known. */
export function zonesOfRegion(country: string, region: string): readonly string[] | undefined {
  const known = own(regions, country) ?? {};
  const [, ...zones] =
    own(known, region.toUpperCase()) ??
    Object.values(known).find(([name]) => name.toLowerCase() === region.toLowerCase()) ??
    [];
  return zones.length > 0 ? zones : undefined;
}
