import { hashText } from '../ids.ts';
import { reviewKey } from '../records.ts';
import type { Table } from '../table.ts';
import type { Review } from './review.ts';

/** Who wrote a review whose author was erased, where a person's id stands. */
const nobody = 'per_erased';

/**
 * Takes the author, the booking and the words from a review, and leaves the stars, so that averages stay true. False
 * where it is not there, as when it was done before.
 */
export async function anonymiseReview(
  table: Table,
  { at, person, bookingId }: Pick<Review, 'at' | 'person' | 'bookingId'>,
): Promise<boolean> {
  const key = reviewKey(at, person, bookingId);
  const review = await table.get<Review>(key);
  if (!review) return false;
  const mark = hashText(16, person, bookingId);
  await table.transact([
    { delete: key },
    { put: { ...review, ...reviewKey(at, nobody, mark), person: nobody, bookingId: mark, text: null } },
  ]);
  return true;
}
