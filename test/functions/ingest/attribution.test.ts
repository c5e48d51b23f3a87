import { expect, it } from 'vitest';
import { messageToken } from '../../../domain/messages/message-token.ts';
import { profileKey } from '../../../domain/records.ts';
import { attribution } from '../../../functions/ingest/attribution.ts';
import { OutsideWorld } from '../outside-world.ts';
import { IngestRig, signingKey } from './ingest-rig.ts';

const ref = (person: string) => ({
  run: `run_${person.slice(4)}_abcdefghijklmnop`,
  step: 'send-offer',
  visit: 1,
});
const urlFor = (person: string) =>
  `https://garage.example/prices?utm_source=onward&m=${messageToken(signingKey, person, ref(person))}`;

it('a batch’s calls are told of the message whose link each followed, the others of none', async () => {
  const rig = new IngestRig();
  const call = (messageId: string, more: object = {}) => ({
    type: 'track',
    event: 'Looked',
    messageId,
    anonymousId: 'a-1',
    ...more,
  });
  const send = (...batch: object[]) => rig.request('POST /v1/batch', JSON.stringify({ batch }));
  await send(call('m-1'));
  const person = rig.sent[0]?.person ?? '';
  const other = 'per_aaaaaaaaaaaaaaaaaaaaaaaa';
  await send(
    call('m-2', { context: { page: { url: urlFor(person) } } }),
    call('m-3', { context: { page: { search: new URL(urlFor(person)).search } } }),
    call('m-4', { type: 'page', properties: { url: urlFor(person) } }),
    call('m-5', { context: { page: { url: urlFor(other) } } }),
    call('m-6', {
      context: { page: { url: 'https://garage.example/?m=forged.token' }, message: ref(person) },
    }),
    call('m-7', { context: { page: 'https://garage.example/' } }),
  );
  const told = Object.fromEntries(rig.sent.map(({ messageId, message }) => [messageId, message]));
  const message = ref(person);
  expect(told).toEqual({
    'm-1': undefined,
    'm-2': message,
    'm-3': message,
    'm-4': message,
    'm-5': undefined,
    'm-6': undefined,
    'm-7': undefined,
  });
});

it('a link that was sent to somebody who was merged into another since is credited to its message', async () => {
  const { table } = new OutsideWorld();
  const loser = `per_${'a'.repeat(24)}`;
  const winner = `per_${'b'.repeat(24)}`;
  const stranger = `per_${'c'.repeat(24)}`;
  await table.put({ ...profileKey(winner), id: winner });
  await table.put({ ...profileKey(loser), id: loser, mergedInto: winner });
  const now = new Date();
  const link = messageToken(signingKey, loser, ref(loser));
  const attributed = await attribution([{ link }], { table, signingKey: async () => signingKey }, now);
  expect(await attributed({ link }, winner)).toEqual({ message: ref(loser) });
  expect(await attributed({ link }, stranger)).toEqual({});
});

it('the key that signs links is not asked for while nobody follows one', async () => {
  const attributed = await attribution(
    [{ link: undefined }],
    {
      table: new OutsideWorld().table,
      signingKey: () => Promise.reject(new Error('asked')),
    },
    new Date(),
  );
  expect(await attributed({ link: undefined }, 'per_a')).toEqual({});
});
