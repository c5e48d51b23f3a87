import { describe, expect, it } from 'vitest';
import { Centre } from './centre.ts';

const ada = 'ada@example.com';

/** AWS calls that one invocation makes at the most; past the last the function lives and the story is undisturbed. */
const calls = [0, 1, 2, 3, 4, 5, 6];

const claimOf = (centre: Centre) =>
  centre.fromSite({
    email: ada,
    event: 'Offer Claimed',
    properties: { offer: 'oil-change' },
    messageId: 'claim',
  });

describe('a function that dies after any of its AWS calls', () => {
  it.each(calls)(
    'ingest, after %d: the client tries again, and the event is recorded once',
    async (afterCall) => {
      const centre = await Centre.open();
      await centre.consents(ada, 'email');
      centre.cloud.crash({ function: 'onward-ingest', afterCall });
      if ((await claimOf(centre)).status !== 200) expect((await claimOf(centre)).status).toBe(200);
      await centre.cloud.advance('PT1H');
      expect(centre.inbox(ada)).toEqual(['send-offer']);
      await centre.cloud.close();
    },
  );

  it.each(calls)('record-event, after %d: nothing is lost, nothing comes twice', async (afterCall) => {
    const centre = await Centre.open();
    await centre.consents(ada, 'email');
    centre.cloud.crash({ function: 'onward-record-event', afterCall });
    await centre.claims(ada);
    await centre.cloud.advance('PT1H');
    expect(centre.inbox(ada)).toEqual(['send-offer']);
    centre.cloud.crash({ function: 'onward-record-event', afterCall });
    await centre.books(ada, 9);
    await centre.cloud.advance('PT1H');
    expect(centre.inbox(ada)).toEqual(['send-offer', 'send-confirmation']);
    expect((await centre.runs(ada, 'oil-change-offer')).map((run) => run.status)).toEqual(['completed']);
    await centre.cloud.close();
  });

  it.each(calls)('run-step, after %d: the wait is registered, and ends by the booking', async (afterCall) => {
    const centre = await Centre.open();
    await centre.consents(ada, 'email');
    centre.cloud.crash({ function: 'onward-run-step', afterCall });
    await centre.claims(ada);
    await centre.cloud.advance('PT1H');
    centre.cloud.crash({ function: 'onward-run-step', afterCall });
    await centre.cloud.advance('P3D');
    await centre.books(ada, 9);
    await centre.cloud.advance('PT1H');
    expect(centre.inbox(ada)).toEqual(['send-offer', 'send-confirmation']);
    expect((await centre.runs(ada, 'oil-change-offer')).map((run) => run.status)).toEqual(['completed']);
    await centre.cloud.close();
  });

  it.each(calls)(
    'send-message, after %d: never two, and one whose send was cut off says so',
    async (afterCall) => {
      const centre = await Centre.open();
      await centre.consents(ada, 'email');
      centre.cloud.crash({ function: 'onward-send-message', afterCall });
      await centre.claims(ada);
      await centre.cloud.advance('PT1H');
      const sent = centre.inbox(ada);
      const { items } = await centre.get<{ items: { name: string; properties: { status: string } }[] }>(
        `/v1/people/email:${ada}/timeline`,
      );
      const statuses = items
        .filter(({ name }) => name === 'Message')
        .map(({ properties }) => properties.status);
      expect(statuses).toHaveLength(1);
      if (sent.length === 0) expect(statuses).toEqual(['unknown']);
      else expect([sent, statuses]).toEqual([['send-offer'], ['sent']]);
      expect((await centre.runs(ada, 'oil-change-offer')).map((run) => run.step)).toEqual([
        'booking-within-three-days',
      ]);
      await centre.cloud.close();
    },
  );
});
