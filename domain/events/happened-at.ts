import type { RecordedEvent } from './recorded-event.ts';

/**
 * When an event happened, in milliseconds since 1970: by its sender's time, so that a visit of last year which is
 * imported today is last year's, but never after it was recorded, so that no clock can put anything into the future.
 */
export const happenedAt = ({ timestamp, at }: Pick<RecordedEvent, 'timestamp' | 'at'>): number => {
  const [stated, recorded] = [Date.parse(timestamp), Date.parse(at)];
  return Number.isNaN(stated) ? recorded : Math.min(stated, recorded);
};

/** The moment on which an event counts, ISO 8601: its recording, but of what is told of the past when it happened. */
export const countedAt = (event: Pick<RecordedEvent, 'timestamp' | 'at' | 'historical'>): string =>
  event.historical ? new Date(happenedAt(event)).toISOString() : event.at;
