import { describe, expect, it } from 'vitest';
import { segmentKey } from '../../domain/records.ts';
import { letter, Marketer } from './marketing.ts';

const any = { 'if-match': '*' };

/** Deletes a list or a segment: the status, and what is said. */
async function deletes(marketer: Marketer, path: string): Promise<readonly [number, string]> {
  const { status, body } = await marketer.call('DELETE', path, undefined, any);
  return [status, body];
}

async function withFrost(): Promise<Marketer> {
  const marketer = await Marketer.open();
  const emails = await marketer.people(3);
  await marketer.ask('PUT', '/v1/segments/frost', { name: 'Frost', where: { has: 'email' } });
  await marketer.list('frost', emails);
  await marketer.centre.cloud.advance('PT5M');
  return marketer;
}

describe.each([
  ['a list', { list: 'frost' }, '/v1/lists/frost'],
  ['a segment', { segment: 'frost' }, '/v1/segments/frost'],
])('%s that a campaign goes to', (_, to, path) => {
  it('stays while a campaign may reach it yet, and whoever deletes it is told which', async () => {
    const marketer = await withFrost();
    const { cloud } = marketer.centre;
    const draft = await marketer.create({ name: 'A draft', to });
    const later = await marketer.create({ to, when: { at: '2026-11-25T09:00:00Z' } });
    await marketer.trigger(later.id);
    const again = await marketer.create({ to, when: { cron: '0 10 * * ? *', timezone: 'person' } });
    await marketer.trigger(again.id);
    const slow = await marketer.create({ to, perSecond: 0.01 });
    await marketer.trigger(slow.id);
    const [status, said] = await deletes(marketer, path);
    expect(status).toBe(409);
    for (const { id } of [draft, later, again, slow]) expect(said).toContain(id);
    expect(said).toContain('A draft');

    await marketer.call('DELETE', `/v1/campaigns/${draft.id}`, undefined, any);
    for (const { id } of [later, again]) await marketer.ask('POST', `/v1/campaigns/${id}/stop`);
    await marketer.ask('POST', `/v1/campaigns/${slow.id}/pause`);
    expect(await deletes(marketer, path)).toEqual([409, expect.stringContaining(slow.id)]);
    await marketer.ask('POST', `/v1/campaigns/${slow.id}/stop`);
    expect(await deletes(marketer, path)).toEqual([204, '']);
    await cloud.advance('PT5M');
    const anew = await marketer.call('POST', `/v1/campaigns/${slow.id}/trigger?again=true`);
    expect(anew.json()).toMatchObject({ status: 422, detail: expect.stringContaining('there is no') });
  });

  it.each([0, 2, 3, 4, 6])('is not deleted and sent to at once, %d turns apart', async (turns) => {
    const marketer = await withFrost();
    const { id } = await marketer.create({ to });
    await marketer.trigger(id);
    await marketer.centre.cloud.advance('PT5M');
    const trigger = `/v1/campaigns/${id}/trigger?again=true`;
    const waiting = async (waits: number, act: () => Promise<number>): Promise<number> => {
      for (let turn = 0; turn < waits; turn += 1) await new Promise(setImmediate);
      return act();
    };
    const [deleted, triggered, made] = await Promise.all([
      waiting(Math.max(0, turns - 3), async () => (await deletes(marketer, path))[0]),
      waiting(Math.max(0, 3 - turns), async () => (await marketer.call('POST', trigger)).status),
      waiting(Math.max(0, 3 - turns), async () => {
        const says = { name: 'Late', to, variants: [{ id: 'A', send: letter }] };
        return (await marketer.call('POST', '/v1/campaigns', says)).status;
      }),
    ]);
    if (deleted === 204) expect([triggered, made].every((status) => status >= 400)).toBe(true);
    else expect([deleted, triggered, made]).toContain(409);
    expect([deleted, triggered, made].every((status) => status < 500)).toBe(true);
  });
});

it('goes to no segment whose members are being let go', async () => {
  const marketer = await Marketer.open();
  await marketer.keep({ ...segmentKey('gone'), id: 'gone', status: 'leaving' });
  const says = { name: 'Nobody', to: { segment: 'gone' }, variants: [{ id: 'A', send: letter }] };
  expect((await marketer.call('POST', '/v1/campaigns', says)).json()).toMatchObject({
    status: 422,
    field: 'to.segment',
  });
});
