import { serviceOf } from '../../domain/centre/centre.ts';
import type { MessageRef } from '../../domain/messages/message-token.ts';
import { currentProfile, partsOf } from '../../domain/people/lineage.ts';
import { bookedService } from '../../domain/reviews/booked-service.ts';
import { mayEdit, type Review, reviewedSince, reviewerOf } from '../../domain/reviews/review.ts';
import { Reviews } from '../../domain/reviews/reviews.ts';
import type { Claims } from '../../domain/tokens/token.ts';
import type { Outside } from './outside.ts';

/** Somebody at the rating page, by a good link. */
export interface Visit {
  readonly person: string;
  readonly bookingId: string;
  readonly token: string;
  /** The message whose link led here. */
  readonly message?: MessageRef | undefined;
  /** What was booked, in words; undefined where nobody told. */
  readonly service?: string;
  /** The booking's review so far. */
  readonly review?: Review;
  /** Whether it stands and can be edited no more. */
  readonly closed: boolean;
}

/** Undefined when the person was erased, or the link names no booking. */
export async function visitOf(
  { table, centre }: Pick<Outside, 'table' | 'centre'>,
  { p: person, b: bookingId }: Claims,
  token: string,
  now: Date,
): Promise<Visit | undefined> {
  const profile = await currentProfile(table, person);
  if (!profile || typeof bookingId !== 'string') return undefined;
  const since = reviewedSince(profile, bookingId);
  const review =
    since === undefined
      ? undefined
      : await new Reviews(table).read(since, reviewerOf(profile, bookingId), bookingId);
  const service = review ? review.service : await bookedService(table, partsOf(profile), bookingId);
  return {
    person,
    bookingId,
    token,
    ...(service && { service: serviceOf(centre, service)?.name ?? service }),
    ...(review && { review }),
    closed: since !== undefined && !mayEdit(since, now.toISOString()),
  };
}
