/**
 * What is remembered of a person's events for one leaf: plain JSON, a few numbers. Which of the members it has follows
 * from the leaf. Moments are milliseconds since 1970.
 */
export interface Recollection {
  /** Stretches of time in which the event happened, the latest first; see `tally`. */
  readonly tally?: readonly Stretch[];
}

/** The last moment in a stretch, how often the event happened in it, and what was measured, if anything was. */
export type Stretch = readonly [at: number, times: number, value?: number];

/** What is remembered of a person for all segments, by the hashes of their leaves; equal leaves share it. */
export type Memory = Readonly<Record<string, Recollection>>;
