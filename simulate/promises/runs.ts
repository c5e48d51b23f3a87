import { type Check, ofPeople, personOf, textOf } from './promise.ts';

interface Wait {
  readonly token?: string;
  readonly until?: string;
  readonly outcome?: unknown;
}

/** A run is closed, or waits for something that is to come; and its execution is of the same mind. */
export const runsEnd: Check = function* (facts) {
  for (const run of ofPeople(facts, 'RUN#')) {
    const [id, person, status] = [textOf(run, 'id'), personOf(run), textOf(run, 'status')];
    const execution = facts.executions.get(id)?.status ?? 'missing';
    const where = `${run.journey} ${id} at ${run.step}`;
    if (status === 'failed') yield { person, what: `${where} failed` };
    if (status !== 'running') {
      if (execution === 'RUNNING') yield { person, what: `${where} is ${status} and its execution goes on` };
      continue;
    }
    const { token, until = '', outcome } = (run.wait ?? {}) as Wait;
    const waits = token !== undefined && outcome === undefined && Date.parse(until) > facts.now;
    if (execution !== 'RUNNING') yield { person, what: `${where} is running and its execution ${execution}` };
    else if (!waits) yield { person, what: `${where} is stuck: ${JSON.stringify(run.wait)}` };
  }
};

/** Nobody's words lie in a queue, and nothing is left that only an engineer can bring back. */
export const queuesEmpty: Check = function* (facts) {
  for (const [queue, messages] of facts.queued)
    if (messages > 0) yield { person: undefined, what: `${queue} holds ${messages} messages` };
};
