import type { EventType } from '../../domain/events/recorded-event.ts';

/** What each route takes: one call of a type, or a batch of calls. */
type Intake = EventType | 'batch';

/**
 * The routes of Segment's HTTP Tracking API, with the short ones of its browser client (a type's first letter, `b`
 * for its batches) and `import`, its older name for a batch.
 */
export const intakes: Readonly<Record<string, Intake>> = {
  'POST /v1/track': 'track',
  'POST /v1/identify': 'identify',
  'POST /v1/page': 'page',
  'POST /v1/screen': 'screen',
  'POST /v1/group': 'group',
  'POST /v1/alias': 'alias',
  'POST /v1/batch': 'batch',
  'POST /v1/t': 'track',
  'POST /v1/i': 'identify',
  'POST /v1/p': 'page',
  'POST /v1/s': 'screen',
  'POST /v1/g': 'group',
  'POST /v1/a': 'alias',
  'POST /v1/b': 'batch',
  'POST /v1/import': 'batch',
};

/** Reads back what was rejected of batches. */
export const rejectedRoute = 'GET /v1/rejected';
