import * as z from 'zod/mini';
import type { Catalogue } from '../catalogue.ts';
import { documentSchema } from '../document.ts';
import type { Journey } from '../journey.ts';
import { versionOf } from '../runtime.ts';
import { complaints } from '../sentences.ts';
import { kindOf } from '../steps/index.ts';
import { end } from '../steps/step.ts';
import type { Definition, State } from './asl.ts';
import { checkGraph, checkJourney, checkSteps } from './checks.ts';
import { closingStates } from './closing-states.ts';
import { CompileError } from './compile-error.ts';
import { graphOf, namesAt } from './graph.ts';
import { Scope } from './scope.ts';

/** What Step Functions takes at most: bytes of a definition, characters of a state's name. */
const limits = { definition: 1_048_576, name: 80 };

interface Compiled {
  /** Amazon States Language, with `${RunStepArn}` and `${SendMessageArn}` in place of the functions' ARNs. */
  readonly definition: Definition;
}

/**
 * Compiles a journey to a Standard state machine in JSONata.
 * @throws CompileError that lists all that is wrong with it.
 */
export function compile(document: Journey, catalogue: Catalogue): Compiled {
  const journey = parse(document);
  const graph = graphOf(journey);
  const names = namesAt(graph, journey.entry);
  const problems: string[] = [];
  const entryOf = (id: string): string => {
    const step = graph.get(id)?.step;
    return (step && kindOf(step).entry?.(step)) ?? id;
  };
  const scopeOf = (id: string): Scope =>
    new Scope({
      journey,
      catalogue,
      place: `step "${id}"`,
      names: names.get(id) ?? new Map(),
      next: graph.get(id)?.next ?? end,
      entryOf,
      problems,
    });
  const entered = new Map([[journey.entry.as, new Set([journey.entry.event])]]);
  checkJourney(
    new Scope({ journey, catalogue, place: 'journey', names: entered, next: end, entryOf, problems }),
  );
  checkGraph(graph, scopeOf);
  checkSteps(graph, scopeOf);
  if (problems.length > 0) throw new CompileError(problems);

  const steps = [...graph].map(([id, { step }]) => kindOf(step).compile(step, scopeOf(id)));
  const definition: Definition = {
    Comment: `${journey.title} (journey ${journey.id}, version ${versionOf(document)})`,
    QueryLanguage: 'JSONata',
    StartAt: entryOf(journey.steps[0]?.id ?? end),
    States: withClosing(Object.assign({}, ...steps)),
  };
  return { definition: withinLimits(journey, definition) };
}

/** @throws CompileError for what is no document of a journey. */
function parse(document: Journey): Journey {
  const parsed = z.safeParse(documentSchema, document);
  if (parsed.success) return parsed.data;
  const id = document?.id ?? 'journey';
  const problems = parsed.error.issues.map((issue) => {
    const [list, index, ...path] = issue.path;
    const step = list === 'steps' && typeof index === 'number' ? document.steps[index] : undefined;
    const place = step ? `step "${step.id ?? Number(index) + 1}"` : 'journey';
    const [complaint] = complaints(
      { issues: [{ ...issue, path: step ? path : issue.path }] },
      step ?? document,
    );
    return `${id}, ${place}: ${complaint?.reason}`;
  });
  throw new CompileError(problems);
}

const targetsOf = (state: State): readonly string[] => {
  if (state.Type === 'Choice') return [...state.Choices.map(({ Next }) => Next), state.Default];
  if (state.Type === 'Task')
    return [...(state.Next === undefined ? [] : [state.Next]), ...state.Catch.map(({ Next }) => Next)];
  return [];
};

/** Adds the states that end an execution, those of them that are needed. */
function withClosing(states: Readonly<Record<string, State>>): Readonly<Record<string, State>> {
  const targets = (from: Readonly<Record<string, State>>) => Object.values(from).flatMap(targetsOf);
  const wanted = new Set([...targets(states), ...targets(closingStates)]);
  const needed = Object.entries(closingStates).filter(([name]) => wanted.has(name));
  return { ...states, ...Object.fromEntries(needed) };
}

function withinLimits(journey: Journey, definition: Definition): Definition {
  const bytes = Buffer.byteLength(JSON.stringify(definition, null, 2));
  const tooLong = Object.keys(definition.States).filter((name) => name.length > limits.name);
  const problems = [
    ...(bytes > limits.definition
      ? [
          `${journey.id}, journey: its definition has ${bytes} bytes, Step Functions takes ${limits.definition}; split it into two journeys`,
        ]
      : []),
    ...tooLong.map(
      (name) => `${journey.id}, state "${name}": longer than ${limits.name} characters; shorten the id`,
    ),
  ];
  if (problems.length > 0) throw new CompileError(problems);
  return definition;
}
