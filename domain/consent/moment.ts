import type { RecordedEvent } from '../events/recorded-event.ts';

/**
 * When a consent was given or withdrawn. What one of our pages, or Onward itself after a keyword, decides is written to
 * the profile at once and its event says when, so that the event's fold finds its own work done; everybody else's clock
 * is not asked.
 */
export const momentOf = ({
  source,
  timestamp,
  at,
}: Pick<RecordedEvent, 'source' | 'timestamp' | 'at'>): string =>
  source === 'page' || source === 'onward' ? timestamp : at;
