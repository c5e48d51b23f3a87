import { type Catalogue, catalogue } from '../../../workflows/catalogue.ts';
import type { Definition } from '../../../workflows/compiler/asl.ts';
import { compile } from '../../../workflows/compiler/compile.ts';
import { CompileError } from '../../../workflows/compiler/compile-error.ts';
import { offerClaimed } from '../../../workflows/events/offer-claimed.ts';
import { type Journey, journey } from '../../../workflows/journey.ts';
import type { Step } from '../../../workflows/steps/index.ts';
import type { EventData, RunState } from '../../../workflows/task.ts';

/** A journey with these steps, entered by a claim, and whatever else is given. */
export const journeyOf = (steps: readonly Step[], more: Partial<Journey> = {}): Journey => ({
  ...journey({
    id: 'test',
    title: 'A journey to test',
    topic: 'offers',
    entry: { on: offerClaimed, as: 'claim' },
    reEntry: 'pass',
    steps,
  }),
  ...more,
});

export const definitionOf = (document: Journey, known: Catalogue = catalogue): Definition =>
  compile(document, known).definition;

/** What the compiler finds wrong; none if it compiles. */
export function problemsOf(document: Journey, known: Catalogue = catalogue): readonly string[] {
  try {
    compile(document, known);
    return [];
  } catch (error) {
    if (error instanceof CompileError) return error.problems;
    throw error;
  }
}

export const eventOf = (name: string, properties: EventData['properties']): EventData => ({
  id: 'evt_1',
  seq: 1,
  name,
  at: '2026-11-20T12:00:00.000Z',
  properties,
});

export const stateOf = (events: RunState['events']): RunState => ({
  run: { id: 'run_1', person: 'per_1', journey: 'test', version: '0123456789ab' },
  visit: 0,
  events,
});
