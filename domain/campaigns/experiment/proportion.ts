/** How many of how many: people who did something out of those who could. */
export interface Proportion {
  readonly count: number;
  readonly of: number;
}

export interface Interval {
  readonly low: number;
  readonly high: number;
}

export const rateOf = ({ count, of }: Proportion): number => count / of;
