import { hashText } from '../ids.ts';
import type { Key } from '../table.ts';
import { type Origin, originText } from './origin.ts';

/*
 * A cell is an item of counters. Each lies where its readers ask for it in one query: a month's days together, a journey's
 * runs together, a campaign's variants together.
 */

/** Days as 2026-11-24; `from` is in, `to` is not. */
export interface Days {
  readonly from: string;
  readonly to: string;
}

/** Every cell's partition begins so. */
const cellPrefix = 'REPORT#';

/** What begins with a day sorts behind the day alone: so `to` itself is not in. */
const within = (pk: string, days: Days | undefined) => ({
  pk,
  from: days?.from ?? '!',
  to: days?.to ?? '~',
});

/** What came of one day by one origin. The month is the partition. */
export const originCell = (day: string, origin: Origin): Key => ({
  pk: `${cellPrefix}DAYS#${day.slice(0, 7)}`,
  sk: `${day}#${originText(origin)}`,
});
export const originCells = (month: string, days: Days) => within(`${cellPrefix}DAYS#${month}`, days);

/**
 * What came of one day among the people who were in these very segments: one cell for all of them, so that counting costs the
 * same whoever many segments somebody is in.
 */
export const segmentsCell = (day: string, segments: readonly string[]): Key => ({
  pk: `${cellPrefix}SEGMENTS#${day.slice(0, 7)}`,
  sk: `${day}#${hashText(16, ...segments.toSorted())}`,
});
export const segmentCells = (month: string, days: Days) => within(`${cellPrefix}SEGMENTS#${month}`, days);

/** The runs of a journey that began on one day. */
export const runsCell = (journey: string, day: string): Key => ({
  pk: `${cellPrefix}RUNS#${journey}`,
  sk: `${day}#`,
});
export const runsCells = (journey: string, days?: Days) => within(`${cellPrefix}RUNS#${journey}`, days);

/** One variant of one run of a campaign, whenever it came. */
export const campaignCell = (campaign: string, run: string, variant: string): Key => ({
  pk: `${cellPrefix}CAMPAIGN#${campaign}`,
  sk: `${encodeURIComponent(run)}#${encodeURIComponent(variant)}`,
});
export const campaignCells = (campaign: string) => within(`${cellPrefix}CAMPAIGN#${campaign}`, undefined);
