import type { Rates } from '../local/weather.ts';

/** How rough a seed's world is. */
export const seasons: Readonly<Record<string, Rates>> = {
  calm: { calls: 0, hosts: 0, invocations: 0, deliveries: 0 },
  breezy: { calls: 0.005, hosts: 0.05, invocations: 0.005, deliveries: 0.02 },
  rough: { calls: 0.03, hosts: 0.2, invocations: 0.02, deliveries: 0.1 },
  wild: { calls: 0.12, hosts: 0.5, invocations: 0.08, deliveries: 0.3 },
};

const names = Object.keys(seasons);

export const seasonOf = (seed: number): string => names[seed % names.length]!;

/** When stories begin: a Monday, 9:00 in the centre's time zone. */
export const monday = Date.parse('2026-11-23T14:00:00Z');
