/** How many reviews there are, and the sum of their stars. */
export interface Tally {
  readonly reviews: number;
  readonly stars: number;
}

/** What a tally comes to; no average without a review. */
export interface Average {
  readonly count: number;
  readonly average: number | null;
}

const none: Tally = { reviews: 0, stars: 0 };

export const plus = (a: Tally = none, b: Tally = none): Tally => ({
  reviews: a.reviews + b.reviews,
  stars: a.stars + b.stars,
});

export const averageOf = ({ reviews, stars }: Tally = none): Average => ({
  count: reviews,
  average: reviews === 0 ? null : stars / reviews,
});
