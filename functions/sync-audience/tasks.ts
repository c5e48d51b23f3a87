import type { Membership, Standing } from '../../domain/audiences/membership.ts';
import type { ConnectedNetwork } from '../../domain/audiences/networks/connected.ts';
import type { Keys, Verdict } from '../../domain/audiences/networks/network.ts';
import type { Errand } from '../../domain/audiences/plan.ts';
import type { Situation } from '../../domain/audiences/situation.ts';
import { standingAfter, standingAfterPoll } from '../../domain/audiences/verdict-standing.ts';

/** One errand for one person, with what it takes to run it. */
export interface Task {
  readonly membership: Membership;
  readonly connected: ConnectedNetwork;
  readonly errand: Errand;
  readonly keys: Keys;
}

/** What came of a task. No standing means that it is to be tried again: soon, or `waiting`, when the network is at work. */
export interface Outcome {
  readonly standing?: Standing;
  readonly waiting?: true;
  readonly trouble?: string;
}

/** The hashes that a change names the person by: whoever is taken out is named as they were put in. */
export function keysFor(
  { membership, identity }: Situation,
  { network }: ConnectedNetwork,
  errand: Errand,
): Keys {
  const given = membership.networks[network.id]?.keys;
  if (errand.action !== 'add' && given && Object.keys(given).length > 0) return given;
  return network.keysOf(identity);
}

/** Runs the errands of many people: everybody's change of one audience at one network in as few calls as it allows. */
export async function runTasks(tasks: readonly Task[], now: Date): Promise<ReadonlyMap<Task, Outcome>> {
  const outcomes = new Map<Task, Outcome>();
  const [unknown, known] = [
    tasks.filter(({ errand, keys }) => errand.action !== 'poll' && Object.keys(keys).length === 0),
    tasks.filter(({ errand, keys }) => errand.action === 'poll' || Object.keys(keys).length > 0),
  ];
  for (const task of unknown)
    outcomes.set(task, changed(task, { kind: 'refused', reason: 'no-identifier' }, now));
  const groups = Map.groupBy(known, groupOf);
  await Promise.all(
    Array.from(groups.values(), async (group) => {
      for (const [task, outcome] of await runGroup(group, now)) outcomes.set(task, outcome);
    }),
  );
  return outcomes;
}

const groupOf = ({ membership, connected, errand }: Task): string =>
  [
    connected.network.id,
    membership.audience,
    errand.action,
    errand.action === 'poll' ? errand.standing.requestId : '',
  ].join(' ');

async function runGroup(group: readonly Task[], now: Date): Promise<readonly (readonly [Task, Outcome])[]> {
  const [first] = group;
  if (!first) return [];
  const { connected, errand, membership } = first;
  if (errand.action === 'poll') {
    const verdict = await connected.poll(errand.standing.requestId ?? '', now);
    return group.map((task) => [task, polled(task, verdict, now)] as const);
  }
  const audience = connected.audience(membership.audience) ?? '';
  const users = group.map(({ keys }) => keys);
  const verdicts = await connected.change(errand.action, audience, users, now);
  return group.map((task, index) => {
    const verdict = verdicts[index] ?? { kind: 'later', reason: 'no verdict' };
    return [task, changed(task, verdict, now)] as const;
  });
}

function changed({ membership, errand, keys }: Task, verdict: Verdict, now: Date): Outcome {
  const standing = standingAfter(verdict, { wanted: errand.action === 'add', keys, at: now }, membership);
  if (!standing) return { trouble: 'reason' in verdict ? verdict.reason : verdict.kind };
  return { standing, ...(standing.state === 'pending' && { waiting: true }) };
}

function polled({ membership, errand }: Task, verdict: Verdict | 'processing', now: Date): Outcome {
  if (errand.action !== 'poll') return {};
  const standing = standingAfterPoll(verdict, errand.standing, membership, now);
  return standing ? { standing } : { waiting: true };
}
