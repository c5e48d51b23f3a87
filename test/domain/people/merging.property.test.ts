import fc from 'fast-check';
import { expect, it } from 'vitest';
import { hasConsent } from '../../../domain/consent/consents.ts';
import { record } from '../../../domain/events/record.ts';
import type { LineMessage, Source } from '../../../domain/events/recorded-event.ts';
import { rules } from '../../../domain/events/rules.ts';
import type { PersonId } from '../../../domain/ids.ts';
import { resolve } from '../../../domain/people/identity.ts';
import { currentProfile, partsOf } from '../../../domain/people/lineage.ts';
import { moveIdentifiers } from '../../../domain/people/merge/move-identifiers.ts';
import type { Profile } from '../../../domain/people/profile.ts';
import { timelineOf } from '../../../domain/people/timeline.ts';
import { profileKey } from '../../../domain/records.ts';
import { ledgerPage } from '../../../domain/rewards/ledger.ts';
import { balanceAt } from '../../../domain/rewards/lots.ts';
import { Runs } from '../../../domain/runs/runs.ts';
import { OutsideWorld } from '../../functions/outside-world.ts';

const minute = 60_000;
const channels = ['email', 'sms'] as const;
const topics = ['offers', 'news'] as const;

const channel = fc.constantFrom(...channels);
const topic = fc.constantFrom(...topics);
const anybody = fc.constantFrom<Source>('browser', 'page', 'server');

const what = fc.oneof(
  fc.record({ kind: fc.constant('trait' as const), name: fc.constantFrom('city', 'car'), value: fc.nat(5) }),
  fc.record({ kind: fc.constant('consent' as const), channel, topic, source: anybody }),
  fc.record({ kind: fc.constant('leave' as const), channel: fc.option(channel), topic: fc.option(topic) }),
  fc.record({ kind: fc.constant('earn' as const), points: fc.integer({ min: 1, max: 50 }) }),
);
type What = typeof what extends fc.Arbitrary<infer T> ? T : never;

/** Who does it: the winner, the loser, a third who is merged in as well. */
const deed = fc.record({ who: fc.nat(2), what });
const history = fc.record({
  before: fc.array(deed, { maxLength: 14 }),
  after: fc.array(deed, { maxLength: 8 }),
  /** A third is merged into the loser before, into the winner after, or not at all. */
  third: fc.constantFrom('into-loser', 'into-winner', 'never'),
});

const told: Readonly<Record<What['kind'], (what: never) => Partial<LineMessage>>> = {
  trait: ({ name, value }: What & { kind: 'trait' }) => ({
    type: 'identify',
    name: 'Identified',
    traits: { [name]: value },
  }),
  consent: ({ channel: on, topic: about, source }: What & { kind: 'consent' }) => ({
    name: 'Consent Given',
    source,
    properties: { channel: on, topic: about, wording: 'Yes', source: 'form' },
  }),
  leave: ({ channel: on, topic: about }: What & { kind: 'leave' }) => ({
    name: 'Unsubscribed',
    source: 'page',
    properties: { ...(on && { channel: on }), ...(about && { topic: about }) },
  }),
  earn: ({ points }: What & { kind: 'earn' }) => ({
    name: 'Points Earned',
    source: 'onward',
    properties: { points, reason: 'gift' },
  }),
};

/** People whose line is taken off as it comes, a minute for each event. */
class People extends OutsideWorld {
  readonly runs = new Runs(this.table);
  now = Date.parse('2026-11-23T14:00:00Z');
  #made = 0;

  async tell(person: string, over: Partial<LineMessage>) {
    this.now += minute;
    this.#made += 1;
    const at = new Date(this.now).toISOString();
    const message: LineMessage = {
      v: 1,
      person,
      key: 'sk',
      messageId: `m-${this.#made}`,
      source: 'server',
      type: 'track',
      name: '',
      properties: {},
      timestamp: at,
      receivedAt: at,
      hops: 0,
      ...over,
    };
    const options = { journeys: [], arnPrefix: '', rules, upkeeps: [] };
    return record(this.table, this.runs, message, options, new Date(this.now));
  }

  do(person: string, deedOf: What) {
    return this.tell(person, told[deedOf.kind](deedOf as never));
  }

  async merge(winner: string, other: string): Promise<void> {
    const { event, profile } = await this.tell(winner, {
      name: 'People Merged',
      source: 'onward',
      properties: { other },
    });
    expect(event.refused).toBeUndefined();
    const loser = await this.table.get<Profile>(profileKey(String(event.properties.other)));
    if (loser) await moveIdentifiers(this.table, loser, profile, new Date(this.now));
  }

  async known(name: string): Promise<PersonId> {
    const identifiers = { userId: name, email: `${name}@example.com` };
    const { person } = await resolve(this.table, identifiers, 'server', new Date(this.now));
    await this.tell(person, { type: 'identify', name: 'Identified', identifiers });
    return person;
  }

  async profile(person: string): Promise<Profile> {
    const profile = await currentProfile(this.table, person);
    if (!profile) throw new Error(`nobody is ${person}`);
    return profile;
  }
}

const isBrowsers = ({ what: deedOf }: { readonly what: What }): boolean =>
  deedOf.kind === 'consent' && deedOf.source === 'browser';

const allowed = (profile: Profile): readonly string[] =>
  channels.flatMap((on) =>
    topics.filter((about) => hasConsent(profile, on, about)).map((each) => `${on}/${each}`),
  );

it('whoever was several is what one person would be who had done it all', async () => {
  await fc.assert(
    fc.asyncProperty(history, async ({ before, after, third }) => {
      const people = new People();
      const ids = [await people.known('ada'), await people.known('bea'), await people.known('cyd')] as const;
      const model = await people.known('model');
      const [winner, loser, other] = ids;
      const isOne = (who: number): boolean => who < 2 || third !== 'never';
      const act = async ({ who, what: deedOf }: { who: number; what: What }): Promise<void> => {
        const at = people.now;
        await people.do(ids[who] ?? winner, deedOf);
        if (!isOne(who)) return;
        people.now = at;
        await people.do(model, deedOf);
      };
      for (const each of before) await act(each);
      if (third === 'into-loser') await people.merge(loser, other);
      await people.merge(winner, loser);
      if (third === 'into-winner') await people.merge(winner, other);
      for (const each of after) await act(each);

      const [one, asOne] = [await people.profile(loser), await people.profile(model)];
      expect(one.id).toBe(winner);
      const { email: _, ...traits } = one.traits;
      const { email: __, ...expected } = asOne.traits;
      expect(traits).toEqual(expected);
      // A browser that repeats a server's word makes it its own: beside another's refusal it then counts for less.
      const [may, mayAsOne] = [allowed(one), allowed(asOne)];
      expect(may.filter((each) => !mayAsOne.includes(each))).toEqual([]);
      if (![...before, ...after].some(isBrowsers)) expect(may).toEqual(mayAsOne);
      expect(one.unsubscribedAt).toBe(asOne.unsubscribedAt);

      const at = new Date(people.now).toISOString();
      expect(balanceAt(one.points, at)).toBe(balanceAt(asOne.points, at));
      const { entries } = await ledgerPage(people.table, one, at, 100, 0);
      expect(entries.reduce((sum, { points }) => sum + points, 0)).toBe(balanceAt(one.points, at));

      const names = third === 'never' ? ['ada', 'bea'] : ['ada', 'bea', 'cyd'];
      expect(one.identifiers.userId?.toSorted()).toEqual(names);
      for (const userId of names)
        expect((await resolve(people.table, { userId }, 'server', new Date(people.now))).person).toBe(winner);

      const timeline = await Array.fromAsync(timelineOf(people.table, partsOf(one)));
      expect(timeline.map((event) => event.at)).toEqual(timeline.map((event) => event.at).toSorted());
      const merges = third === 'never' ? 1 : 2;
      const done = [...before, ...after].filter(({ who }) => isOne(who)).length;
      expect(timeline).toHaveLength(names.length + done + merges);
    }),
    { numRuns: 150 },
  );
}, 120_000);

it('who is one person is not merged, in whichever order it is asked', async () => {
  const people = new People();
  const [ada, bea] = [await people.known('ada'), await people.known('bea')];
  await people.merge(ada, bea);
  for (const [winner, other] of [
    [ada, bea],
    [bea, ada],
    [ada, ada],
    [bea, bea],
  ] as const) {
    const { event } = await people.tell(winner, {
      name: 'People Merged',
      source: 'onward',
      properties: { other },
    });
    expect([event.person, event.refused]).toEqual([ada, 'same-person']);
  }
});

it('two merges at once that name each other come to one', async () => {
  const people = new People();
  const [ada, bea] = [await people.known('ada'), await people.known('bea')];
  const merge = (winner: string, other: string) =>
    people.tell(winner, { name: 'People Merged', source: 'onward', properties: { other } });
  const answers = await Promise.all([merge(ada, bea), merge(bea, ada)]);
  expect(answers.map(({ event }) => event.refused).toSorted()).toEqual(['same-person', undefined]);
  expect((await people.profile(ada)).id).toBe((await people.profile(bea)).id);
});
