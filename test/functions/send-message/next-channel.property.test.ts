import fc from 'fast-check';
import { beforeEach, expect, it } from 'vitest';
import type { Channel, Handed } from '../../../domain/channels/channel.ts';
import { runKey } from '../../../domain/records.ts';
import type { PhoneEvent } from '../../../functions/feedback/phone/phone-event.ts';
import { takePhoneEvent } from '../../../functions/feedback/phone/take.ts';
import type { ChannelId } from '../../../workflows/channels.ts';
import type { MessageTask, SendByNextTask } from '../../../workflows/task.ts';
import { silent } from '../outside-world.ts';
import { marketing, person, run, SendMessageRig } from './send-message-rig.ts';

const channels = ['whatsapp', 'sms', 'email'] as const;
type By = (typeof channels)[number];
const task: MessageTask = { ...marketing, kind: 'send', channels };
const at = '2026-11-16T09:00:00.000Z';

/** What becomes of a message on a channel: what its provider answers, whether it comes, and what is told of it afterwards. */
interface Fate {
  readonly answer: 'sent' | 'refused' | 'unknown';
  readonly comes: boolean;
  readonly told: readonly Pick<PhoneEvent, 'became' | 'surely'>[];
}

const taken = { became: 'sent' } as const;
const fates: readonly Fate[] = [
  { answer: 'sent', comes: true, told: [taken, { became: 'delivered' }] },
  { answer: 'sent', comes: true, told: [] },
  { answer: 'sent', comes: false, told: [taken, { became: 'undelivered', surely: true }] },
  { answer: 'sent', comes: false, told: [{ became: 'refused', surely: true }] },
  { answer: 'sent', comes: true, told: [{ became: 'undelivered', surely: false }] },
  { answer: 'sent', comes: true, told: [{ became: 'refused', surely: false }] },
  { answer: 'refused', comes: false, told: [] },
  { answer: 'unknown', comes: true, told: [taken] },
  { answer: 'unknown', comes: false, told: [{ became: 'refused', surely: true }] },
];
const story = fc.record({
  whatsapp: fc.constantFrom(...fates),
  sms: fc.constantFrom(...fates),
  email: fc.constantFrom(...fates.filter(({ told }) => told.length === 0)),
  /** After which call of a function it dies the first time. */
  deaths: fc.array(fc.nat({ max: 12 }), { maxLength: 4 }),
  /** Which of what is told comes next, and whether it comes again. */
  order: fc.infiniteStream(fc.nat({ max: 100 })),
  again: fc.infiniteStream(fc.boolean()),
});
type Story = typeof story extends fc.Arbitrary<infer T> ? T : never;

let rig: SendMessageRig;
beforeEach(() => {
  rig = new SendMessageRig();
});

/** Lives through a story: the step is carried out, feedback comes in any order and twice, and what is left goes on. */
async function live({ order, again, deaths, ...fateOf }: Story) {
  rig = await new SendMessageRig().begin();
  const consents = Object.fromEntries(channels.map((each) => [`${each}/offers`, { state: 'given', at }]));
  await rig.profile({
    identifiers: { email: ['ada@example.com'], phone: ['+16035550123'] },
    consents: consents as Readonly<Record<string, { state: 'given'; at: string }>>,
  });
  const came: By[] = [];
  const waiting: PhoneEvent[] = [];
  const channel = (id: By): Channel => ({
    id,
    ...(id !== 'email' && { refusesLater: true }),
    addressOf: () => 'there',
    prepare: () => () =>
      rig.call('deliver', (): Handed => {
        const { answer, comes, told } = fateOf[id];
        if (comes) came.push(id);
        const tags = { person, run, step: task.step, visit: '0' };
        const providerId = `${id}-${came.length}-${waiting.length}`;
        for (const each of told)
          if (id !== 'email')
            waiting.push({ channel: id, tags, providerId, at, to: '+16035550123', reason: 'so', ...each });
        return answer === 'sent' ? { kind: 'sent', providerId } : { kind: answer, reason: 'so' };
      }),
  });
  rig.channels = channels.map(channel);
  const toDie = [...deaths];
  /** Tried again until it is done, as its state and its topic do. */
  const carriedOut = async (act: () => Promise<unknown>): Promise<void> => {
    while (await rig.dying(toDie.shift() ?? Number.POSITIVE_INFINITY, act).catch(failure));
  };
  await carriedOut(() => rig.send(task));
  const passed = new Set<string>();
  for (;;) {
    const [index = 0] = order.take(1);
    const event = waiting.splice(index % Math.max(waiting.length, 1), 1)[0];
    if (event) {
      const take = () =>
        takePhoneEvent(
          { table: rig.table, line: rig.line, signingKey: async () => 'k'.repeat(32) },
          event,
          silent,
        );
      await carriedOut(take);
      if ([...again.take(1)][0]) await carriedOut(take);
    }
    for (const { messageId, properties } of rig.told)
      if (properties.next !== undefined && !passed.has(messageId)) {
        passed.add(messageId);
        const next = await nextRun(passed.size);
        await carriedOut(() => rig.send(next));
        if ([...again.take(1)][0]) await carriedOut(() => rig.send(next));
      }
    if (waiting.length === 0) return { came, record: await rig.record(task) };
  }
}

/** A refusal of all channels fails the step; nobody redrives it here. */
function failure(error: unknown): boolean {
  if (error instanceof Error && error.name === 'MessageRefused') return false;
  throw error;
}

async function nextRun(nth: number): Promise<SendByNextTask> {
  const id = `run_abcdefghijklmnopqrstuvwx_${'abcdefg'[nth]?.repeat(16)}`;
  const origin = await rig.runRecord();
  await rig.table.put({ ...origin, ...runKey(person, id), id, journey: 'next-channel' });
  return {
    kind: 'sendByNext',
    run: { id, person, journey: 'next-channel', version: 'v' },
    step: 'send',
    visit: 0,
    events: {},
    holds: true,
    last: true,
    message: { run, step: task.step, visit: task.visit },
  };
}

it('whatever providers answer and tell, in any order, twice, and whenever functions die, no send comes twice', async () => {
  await fc.assert(
    fc.asyncProperty(story, async (told) => {
      const { came, record } = await live(told);
      expect(came.length).toBeLessThanOrEqual(1);
      expect(record?.status).toBeDefined();
      expect([record?.channel, ...(record?.tried ?? []).map(({ channel }) => channel)]).toHaveLength(
        new Set([record?.channel, ...(record?.tried ?? []).map(({ channel }) => channel)]).size,
      );
    }),
    { numRuns: 400 },
  );
});

it('goes by the first channel that takes it, where every provider says for certain what became of it', async () => {
  const certain = fates.filter(({ answer, comes, told }) => answer !== 'unknown' && (comes ? told[1] : true));
  const sure = story.map(({ email: _, ...rest }) => ({ ...rest, email: fates[1]!, deaths: [] }));
  await fc.assert(
    fc.asyncProperty(
      sure,
      fc.constantFrom(...certain),
      fc.constantFrom(...certain),
      async (told, whatsapp, sms) => {
        const { came } = await live({ ...told, whatsapp, sms });
        const expected: ChannelId | undefined = whatsapp.comes ? 'whatsapp' : sms.comes ? 'sms' : 'email';
        expect(came).toEqual([expected]);
      },
    ),
    { numRuns: 200 },
  );
});
