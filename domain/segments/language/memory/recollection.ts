/**
 * What is remembered of a person's events for one leaf: plain JSON, a few numbers. Which of the members it has follows
 * from the leaf. Moments are milliseconds since 1970.
 */
export interface Recollection {
  /** Stretches of time in which the event happened, the latest first; see `tally`. */
  readonly tally?: readonly Stretch[];
  /** The first or the last time that it happened; see `edge`. */
  readonly moment?: number;
  /** When each step of a sequence happened, the latest first; see `steps`. */
  readonly steps?: readonly (readonly Happening[])[];
  /** The networks at which the person is in an ad audience; see `networks`. */
  readonly networks?: readonly string[];
  /** The runs of a journey that the person is in; see `openRuns`. */
  readonly runs?: readonly string[];
}

/** The last moment in a stretch, how often the event happened in it, and what was measured, if anything was. */
export type Stretch = readonly [at: number, times: number, value?: number];

/** When an event happened, and its place on the timeline, which decides between two of one millisecond. */
export type Happening = readonly [at: number, seq: number];

/** What is remembered of a person for all segments, by the hashes of their leaves; equal leaves share it. */
export type Memory = Readonly<Record<string, Recollection>>;
