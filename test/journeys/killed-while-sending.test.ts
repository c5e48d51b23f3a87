import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { localServices, type ServicesOf } from '../../local/services.ts';
import { Centre } from './centre.ts';

const ada = 'ada@example.com';

const folder = (): string => {
  const made = mkdtempSync(join(tmpdir(), 'onward-killed-'));
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  return made;
};

/** A mail service that sends no mail, or does not say that it did, until the test is over. */
function hanging(when: 'before' | 'after') {
  const reached = Promise.withResolvers<void>();
  const over = Promise.withResolvers<void>();
  const services: ServicesOf = (context, parts) =>
    localServices(context, parts).map((service) => {
      if (service.id !== 'sesv2') return service;
      const call: typeof service.call = async (operation, input, caller) => {
        if (operation !== 'SendEmail') return service.call(operation, input, caller);
        const answer = when === 'after' ? await service.call(operation, input, caller) : undefined;
        reached.resolve();
        await over.promise;
        return answer ?? service.call(operation, input, caller);
      };
      return { ...service, call };
    });
  return { services, reached: reached.promise, release: over.resolve };
}

/** What would be there had the process been killed while it waits for the mail service, taken up by another. */
async function killedWhileSending(when: 'before' | 'after', act: (centre: Centre) => Promise<unknown>) {
  const [data, left] = [folder(), folder()];
  const { services, reached, release } = hanging(when);
  const doomed = await Centre.open({ data, services, seed: undefined, port: 0 });
  onTestFinished(() => {
    release();
    return doomed.cloud.close();
  });
  await act(doomed);
  await reached;
  // An answer over the wire is not given before all that came before it is kept.
  await fetch(`${doomed.cloud.publicOrigin}/_local/clock`);
  for (const file of ['state.sqlite', 'state.sqlite-wal']) copyFileSync(join(data, file), join(left, file));
  const centre = await Centre.open({ data: left });
  onTestFinished(() => centre.cloud.close());
  await centre.cloud.advance('PT1H');
  return centre;
}

async function statuses(centre: Centre): Promise<string[]> {
  const { items } = await centre.get<{ items: { name: string; properties: { status: string } }[] }>(
    `/v1/people/email:${ada}/timeline`,
  );
  return items.filter(({ name }) => name === 'Message').map(({ properties }) => properties.status);
}

const claims = async (centre: Centre): Promise<void> => {
  await centre.consents(ada, 'email');
  await centre.fromSite({ email: ada, event: 'Offer Claimed', properties: { offer: 'oil-change' } });
};

const books = (centre: Centre): Promise<unknown> =>
  centre.fromTill({ email: ada, event: 'Appointment Booked', properties: centre.slot(3) });

it('does not repeat marketing of which nobody knows whether it left, and says so', async () => {
  const centre = await killedWhileSending('before', claims);
  expect([centre.inbox(ada), await statuses(centre)]).toEqual([[], ['unknown']]);
  expect(await centre.runs(ada, 'oil-change-offer')).toMatchObject([
    { status: 'running', step: 'booking-within-three-days' },
  ]);
});

it('learns from the mail service that marketing had left', async () => {
  const centre = await killedWhileSending('after', claims);
  expect([centre.inbox(ada), await statuses(centre)]).toEqual([['send-offer'], ['sent']]);
});

it('sends a confirmation that had not left', async () => {
  const centre = await killedWhileSending('before', books);
  expect([centre.inbox(ada), await statuses(centre)]).toEqual([['send-confirmation'], ['sent']]);
});

it('does not send a confirmation again that had left', async () => {
  const centre = await killedWhileSending('after', books);
  expect([centre.inbox(ada), await statuses(centre)]).toEqual([['send-confirmation'], ['sent']]);
});
