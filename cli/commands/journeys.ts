import { type Call, type Command, Misuse, textOf } from '../command.ts';
import { operationCommand } from '../operation.ts';
import { valueAt } from '../table.ts';
import { percent } from './figures.ts';

/** What a run begins with. @throws Misuse */
function propertiesOf(call: Call): unknown {
  const text = textOf(call, 'properties') ?? '{}';
  try {
    return JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new Misuse(`--properties: is not JSON: ${error.message}`);
  }
}

export const journeys: readonly Command[] = [
  operationCommand({
    name: 'journeys list',
    summary: 'The journeys that are deployed, retired ones included.',
    operation: 'listJourneys',
    method: 'GET',
    path: '/v1/journeys',
    rows: { of: 'items', columns: ['id', 'title', 'entry', 'version', 'retired'] },
    examples: ['journeys list'],
  }),
  operationCommand({
    name: 'journeys get',
    summary: 'A journey with its document.',
    operation: 'getJourney',
    method: 'GET',
    path: '/v1/journeys/{id}',
    examples: ['journeys get oil-change-offer --json'],
  }),
  operationCommand({
    name: 'journeys start',
    summary: 'Asks for one person’s run through a journey.',
    operation: 'startRun',
    method: 'POST',
    path: '/v1/journeys/{id}/runs',
    args: ['person'],
    options: { properties: { type: 'string', value: '<json>', help: 'What the run begins with.' } },
    body: (call) => ({ person: call.args.person, properties: propertiesOf(call) }),
    examples: [
      `journeys start oil-change-offer email:ada@example.com --properties '{"offer": "oil-change"}'`,
    ],
  }),
  operationCommand({
    name: 'journeys funnel',
    summary: 'How far the runs of a journey came, and who is at each step now.',
    operation: 'getFunnel',
    csv: true,
    method: 'GET',
    path: '/v1/journeys/{id}/funnel',
    query: {
      from: 'First day on which runs began, as 2026-11-01; ever unless said.',
      to: 'The day behind the last.',
    },
    rows: {
      of: 'steps',
      columns: [
        'step',
        'reached',
        {
          path: 'reached',
          title: 'of entered',
          show: (reached, answer) => percent(Number(reached) / Number(valueAt(answer, 'entered'))),
        },
        'now',
        'dropped',
      ],
    },
    examples: ['journeys funnel oil-change-offer'],
  }),
  operationCommand({
    name: 'runs get',
    summary: 'One run with the steps that it has passed.',
    operation: 'getRun',
    method: 'GET',
    path: '/v1/runs/{id}',
    rows: { of: 'history', columns: ['at', 'step', 'outcome'] },
    examples: ['runs get run_abcdefghijklmnopqrstuvwx_abcdefghijklmnop'],
  }),
];
