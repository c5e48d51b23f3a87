import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { expect, it, onTestFinished } from 'vitest';
import { durationMs } from '../../local/duration.ts';
import { Operator } from '../../simulate/chaos/operator.ts';

const minute = 60_000;
const begins = Date.parse('2026-11-23T14:00:00Z');

/** A clock that is killed half the way through its first advance. */
async function clockKilledOnce() {
  const advances: number[] = [];
  let [now, life] = [begins, 1];
  const server = createServer(async (request, response) => {
    if (request.url === '/_local/clock/advance') {
      const { by } = (await json(request)) as { by: string };
      const ms = durationMs(by) ?? 0;
      advances.push(ms / minute);
      now += life === 1 ? ms / 2 : ms;
      if (life === 1) {
        life = 2;
        return request.socket.destroy();
      }
    }
    return response.end(JSON.stringify({ now: new Date(now).toISOString() }));
  }).listen(0);
  onTestFinished(() => void server.close());
  await once(server, 'listening');
  const machine = {
    origin: `http://localhost:${(server.address() as AddressInfo).port}`,
    up: async () => life,
    kill: () => undefined,
    isGone: async (told: number) => told !== life,
  };
  return { machine, advances };
}

it('goes on from where a killed advance had come, and lets what was cut off be tried again', async () => {
  const { machine, advances } = await clockKilledOnce();
  const operator = new Operator(machine);
  await operator.advanceTo(begins + 60 * minute);
  expect(advances).toEqual([60, 30, 13]);
});
