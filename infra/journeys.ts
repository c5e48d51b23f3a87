import { catalogue } from '../workflows/catalogue.ts';
import { compile } from '../workflows/compiler/compile.ts';
import type { Journey } from '../workflows/journey.ts';
import { journeys } from '../workflows/journeys/index.ts';

/** A journey as the template needs it. */
export interface CompiledJourney extends Pick<Journey, 'id' | 'reEntry' | 'topic' | 'exits'> {
  /** Amazon States Language, with `${RunStepArn}` and `${SendMessageArn}` as placeholders. */
  readonly definition: object;
}

/** @throws CompileError */
export const compiledJourney = (journey: Journey): CompiledJourney => ({
  id: journey.id,
  reEntry: journey.reEntry,
  topic: journey.topic,
  exits: journey.exits,
  definition: compile(journey, catalogue).definition,
});

/** Every journey, retired ones included: people may be under way in them. @throws CompileError */
export const compiledJourneys = (): readonly CompiledJourney[] => journeys.map(compiledJourney);
