import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { audienceEvent } from '../../domain/audiences/audience-event.ts';
import { Memberships } from '../../domain/audiences/memberships.ts';
import type { LineMessage } from '../../domain/events/recorded-event.ts';
import type { Outside } from './outside.ts';
import { ChangedMeanwhile, prepare, type Work } from './prepare.ts';
import { type Outcome, runTasks, type Task } from './tasks.ts';

/** How long a network that answers later is left to work before it is asked, in seconds: the longest that SQS delays. */
const pollAfter = 900;

type Outcomes = ReadonlyMap<Task, Outcome>;

/**
 * Makes the ad networks agree with what is wanted of the people in a batch. It reads how things are now, so neither the
 * order nor the number of messages about a person matters; see docs/adr/0010-audiences.md.
 */
export const syncAudience =
  (outside: Outside) =>
  async ({ Records }: SQSEvent): Promise<SQSBatchResponse> => {
    const now = new Date();
    const connected = await outside.connections.read(now);
    const failed = new Set<string>();
    /** What fails for one person sends that person's messages back to the queue, and nobody else's. */
    const attempt = async <T>(body: string, act: () => Promise<T>): Promise<T | undefined> => {
      try {
        return await act();
      } catch (error) {
        outside.log.warn('will be tried again', { error });
        failed.add(body);
        return undefined;
      }
    };

    const bodies = [...new Set(Records.map(({ body }) => body))];
    const prepared = await Promise.all(
      bodies.map(async (body) => ({
        body,
        work: await attempt(body, () => prepare(outside.table, body, connected, now)),
      })),
    );
    const works = prepared.flatMap(({ body, work }) => (work ? [{ body, work }] : []));
    const outcomes = await runTasks(
      works.flatMap(({ work }) => work.tasks),
      now,
    );
    await outside.line.send(works.flatMap(({ work }) => newsOf(work, outcomes, now)));
    await outside.queue.send(
      works
        .filter(({ work }) => work.tasks.some((task) => outcomes.get(task)?.waiting))
        .map(({ work }) => work.situation.membership),
      pollAfter,
    );
    await Promise.all(
      works.map(({ body, work }) => attempt(body, () => conclude(outside, work, outcomes, now))),
    );
    return {
      batchItemFailures: Records.filter(({ body }) => failed.has(body)).map(({ messageId }) => ({
        itemIdentifier: messageId,
      })),
    };
  };

/** What a person's timeline is told; told before it is written down, so that a crash in between tells it again under the same id. */
const newsOf = ({ situation, tasks }: Work, outcomes: Outcomes, now: Date): readonly LineMessage[] =>
  tasks.flatMap((task) => {
    const standing = outcomes.get(task)?.standing;
    const { membership, desire } = situation;
    const event =
      standing && audienceEvent(membership, task.connected.network.id, standing, desire.withheld, now);
    return event ? [event] : [];
  });

/**
 * Writes down how a person stands now.
 * @throws ChangedMeanwhile when the answers may be out of date, TroubleAtNetwork when a network has to be asked again
 */
async function conclude(outside: Outside, { situation, tasks }: Work, outcomes: Outcomes, now: Date) {
  const { membership, desire, erased } = situation;
  const { person, audience } = membership;
  const memberships = new Memberships(outside.table);
  const standings = tasks.flatMap((task) => {
    const standing = outcomes.get(task)?.standing;
    return standing ? [[task.connected.network.id, standing] as const] : [];
  });
  if (standings.length > 0) {
    const networks = { ...membership.networks, ...Object.fromEntries(standings) };
    const settled = await memberships.settle(membership, networks, desire, now);
    if (!settled) {
      await memberships.unsettle(membership);
      throw new ChangedMeanwhile(`${person}: the membership of ${audience} changed`);
    }
    if (erased && settled.expires !== undefined) await memberships.forget(settled);
  }
  for (const [network, { state, reason }] of standings)
    outside.log.info('synced', { person, audience, network, state, reason });
  const troubles = tasks.flatMap((task) => outcomes.get(task)?.trouble ?? []);
  if (troubles.length > 0) throw new TroubleAtNetwork(`${person}, ${audience}: ${troubles.join('; ')}`);
}

/** A network is busy or silent: its part of the membership is asked for again when the message comes back. */
class TroubleAtNetwork extends Error {
  override readonly name = 'TroubleAtNetwork';
}
