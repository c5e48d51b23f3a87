import type { Duration } from '../../workflows/duration.ts';
import { toMilliseconds } from '../../workflows/duration.ts';
import type { Suppression } from './suppression.ts';

/** See `consentRules.softBounces`. */
export interface SoftBounceRule {
  readonly most: number;
  readonly within: Duration;
  readonly suppressFor: Duration;
}

/** SES's subtypes that are about the message, not about the mailbox. */
const aboutTheMessage = new Set(['MessageTooLarge', 'ContentRejected', 'AttachmentRejected']);

/** Whether a bounce says of the mailbox that it takes nothing for now: full, away, its server unreachable. */
export const isSoftBounce = (type: string, subType: string): boolean =>
  type !== 'Permanent' && !aboutTheMessage.has(subType);

const later = (at: string, duration: Duration): string =>
  new Date(Date.parse(at) + toMilliseconds(duration)).toISOString();

/**
 * What one more soft bounce means for an address: which bounces still count, and the suppression if they are too many.
 * A bounce is told more than once, so its time counts once; a delivery since forgives those before it.
 * @param at when it bounced, ISO 8601 in UTC, as all times here
 */
export function afterSoftBounce(
  before: readonly string[],
  at: string,
  deliveredAt: string | undefined,
  { most, within, suppressFor }: SoftBounceRule,
): { readonly bounced: readonly string[]; readonly suppression?: Suppression } {
  const all = [...new Set([...before, at])].toSorted();
  const last = all.at(-1) ?? at;
  const bounced = all.filter((each) => later(each, within) > last && each > (deliveredAt ?? ''));
  if (bounced.length < most) return { bounced };
  return {
    bounced,
    suppression: { at: last, until: later(last, suppressFor), reason: `${bounced.length} soft bounces` },
  };
}
