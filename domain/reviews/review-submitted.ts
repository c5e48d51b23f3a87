import { textAt } from '../consent/text-at.ts';
import type { RecordedEvent } from '../events/recorded-event.ts';
import type { Rule, Ruling, Situation } from '../events/ruling.ts';
import { partsOf } from '../people/lineage.ts';
import type { Profile } from '../people/profile.ts';
import { reviewKey, reviewSumKey } from '../records.ts';
import type { Write } from '../table.ts';
import { bookedService } from './booked-service.ts';
import { mayEdit, type Review, reviewedSince, reviewerOf, saidAt } from './review.ts';

/** Why a review is refused: it was submitted more than a day ago, and stands. */
const editsOver = 'edits-over';

interface Said {
  readonly bookingId: string;
  readonly stars: number;
  readonly text: string | null;
}

function saidIn({ properties }: RecordedEvent): Said {
  const { bookingId, stars } = properties as { readonly bookingId: string; readonly stars: number };
  return { bookingId, stars, text: textAt(properties, 'text') ?? null };
}

/**
 * Rules on `Review Submitted`, whoever sent it. A booking has one review: the first submission makes it, later ones
 * change it for a day, and after that they are refused. The sums behind the averages move in the same transaction;
 * the profile's version, which every recording asks for, keeps two edits from counting from the same state.
 */
export const ruleOnReview: Rule = async (situation) => {
  const since = reviewedSince(situation.profile, saidIn(situation.event).bookingId);
  if (since === undefined) return firstOf(situation);
  if (!mayEdit(since, saidAt(situation.event))) return { refused: editsOver };
  return edit(situation, since);
};

async function firstOf({ table, event, profile }: Situation): Promise<Ruling> {
  const said = saidIn(event);
  const at = saidAt(event);
  const told = await bookedService(table, partsOf(profile), said.bookingId);
  const review: Review = {
    ...reviewKey(at, event.person, said.bookingId),
    ...said,
    person: event.person,
    service: told ?? textAt(event.properties, 'service') ?? null,
    at,
    editedAt: null,
    edits: 0,
  };
  return { writes: [{ put: review }, adding(review, 1, review.stars)] };
}

async function edit({ table, event, profile }: Situation, since: string): Promise<Ruling> {
  const said = saidIn(event);
  const before = await table.get<Review>(
    reviewKey(since, reviewerOf(profile, said.bookingId), said.bookingId),
  );
  if (!before)
    throw new Error(`${event.person}: the review of ${said.bookingId} is not where its profile says`);
  const review: Review = { ...before, ...said, editedAt: saidAt(event), edits: before.edits + 1 };
  const difference = review.stars - before.stars;
  return { writes: [{ put: review }, ...(difference === 0 ? [] : [adding(before, 0, difference)])] };
}

const adding = ({ at, service }: Review, reviews: number, stars: number): Write => ({
  update: 'ADD reviews :reviews, stars :stars',
  key: reviewSumKey(at, service),
  values: { ':reviews': reviews, ':stars': stars },
});

/** Folds `Review Submitted` into the profile: since when each booking has its review. */
export function foldReview(profile: Profile, event: RecordedEvent): Profile {
  const { bookingId } = saidIn(event);
  if (reviewedSince(profile, bookingId)) return profile;
  return { ...profile, reviews: [...(profile.reviews ?? []), { bookingId, at: saidAt(event) }] };
}
