import type { Route } from '../route.ts';
import { getJourney } from './get-journey.ts';
import { getPerson } from './get-person.ts';
import { getRun } from './get-run.ts';
import { getTimeline } from './get-timeline.ts';
import { listJourneys } from './list-journeys.ts';
import { startRun } from './start-run.ts';

/** Every operation of the API; a new one is a file here and a line in this list. */
export const routes = [
  getPerson,
  getTimeline,
  listJourneys,
  getJourney,
  startRun,
  getRun,
] as readonly Route[];
