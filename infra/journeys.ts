import { catalogue } from '../workflows/catalogue.ts';
import { compile } from '../workflows/compiler/compile.ts';
import { journeys } from '../workflows/journeys/index.ts';

/** A journey as the template needs it. */
export interface CompiledJourney {
  readonly id: string;
  /** Amazon States Language, with `${RunStepArn}` and `${SendMessageArn}` as placeholders. */
  readonly definition: object;
}

/** Every journey, retired ones included: people may be under way in them. @throws CompileError */
export const compiledJourneys = (): readonly CompiledJourney[] =>
  journeys.map((journey) => ({ id: journey.id, definition: compile(journey, catalogue).definition }));
