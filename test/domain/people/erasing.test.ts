import { expect, it } from 'vitest';
import { record } from '../../../domain/events/record.ts';
import type { LineMessage } from '../../../domain/events/recorded-event.ts';
import { newPersonId } from '../../../domain/ids.ts';
import { beginErasure } from '../../../domain/people/erasure/begin.ts';
import { erase } from '../../../domain/people/erasure/erase.ts';
import { Erased } from '../../../domain/people/erasure/erased.ts';
import { Erasures, erasureIdOf } from '../../../domain/people/erasure/erasures.ts';
import { wholePartition } from '../../../domain/records.ts';
import { Runs } from '../../../domain/runs/runs.ts';
import { OutsideWorld } from '../../functions/outside-world.ts';

const noon = Date.parse('2026-11-23T12:00:00Z');
const quarterHour = 15 * 60_000;

it('goes on call by call, a bounded number of items each, looks once more, and then says done', async () => {
  const { table } = new OutsideWorld();
  const runs = new Runs(table);
  const person = newPersonId();
  const tell = (messageId: string) => {
    const at = new Date(noon).toISOString();
    const message: LineMessage = {
      v: 1,
      person,
      key: 'sk',
      messageId,
      source: 'server',
      type: 'track',
      name: 'Song Played',
      properties: {},
      timestamp: at,
      receivedAt: at,
      hops: 0,
    };
    return record(
      table,
      runs,
      message,
      { journeys: [], arnPrefix: '', rules: {}, upkeeps: [] },
      new Date(noon),
    );
  };
  for (let nth = 0; nth < 25; nth += 1) await tell(`m-${nth}`);

  const erasures = new Erasures(table);
  const id = erasureIdOf(person);
  await beginErasure(table, person, 'sk', new Date(noon));
  await expect(tell('late')).rejects.toThrow(Erased);
  const round = async (at: number) => {
    const work = await erasures.work(id);
    if (!work) return 'gone';
    const erasing = {
      table,
      stop: async () => undefined,
      audienceQueue: { send: async () => undefined },
      audiences: [],
      unsetClock: async () => undefined,
      forgetMail: async () => undefined,
    };
    return erase(erasing, work, 10, new Date(at));
  };
  const left = async () => (await Array.fromAsync(table.query(wholePartition(person)))).length;

  expect([await round(noon), await left()]).toEqual(['more', 15]);
  expect([await round(noon), await left()]).toEqual(['more', 5]);
  expect([await round(noon), await left()]).toEqual(['empty', 0]);
  expect(await round(noon + quarterHour - 1)).toBe('empty');
  expect(await erasures.of(id)).toMatchObject({ status: 'running', counts: { events: 25 } });
  // What somebody wrote who had read the person before is found, and looked for once more.
  await table.put({ pk: wholePartition(person).pk, sk: 'MESSAGE#late' });
  expect([await round(noon + quarterHour), await left()]).toEqual(['empty', 0]);
  expect(await round(noon + 2 * quarterHour)).toBe('done');
  expect(await erasures.of(id)).toMatchObject({ status: 'done', counts: { events: 25, messages: 1 } });
  expect(await round(noon + 3 * quarterHour)).toBe('gone');
});
