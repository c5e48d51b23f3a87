import fc from 'fast-check';
import { expect, it } from 'vitest';
import { addressOf } from '../../../domain/channels/address-of.ts';
import { complain, retractComplaint } from '../../../domain/consent/complaint.ts';
import { confirmConsents } from '../../../domain/consent/confirm.ts';
import { giveConsent } from '../../../domain/consent/give.ts';
import { mayReceive } from '../../../domain/consent/may-receive.ts';
import { pauseMarketing, resumeMarketing } from '../../../domain/consent/pause.ts';
import { startChannel, stopChannel } from '../../../domain/consent/stop.ts';
import type { AddressRecord, SuppressionCause } from '../../../domain/consent/suppression.ts';
import { withdraw } from '../../../domain/consent/withdraw.ts';
import type { Profile } from '../../../domain/people/profile.ts';
import { aProfile } from './a-profile.ts';

const channels = ['email', 'sms', 'ads'] as const;
const topics = ['offers', 'news'] as const;
const hour = 3_600_000;
const begin = Date.parse('2026-11-01T00:00:00.000Z');
const week = 168;

/** Hours, so that two statements often fall on one instant. */
const when = fc.integer({ min: 0, max: 400 });
const channel = fc.constantFrom(...channels);
const topic = fc.constantFrom(...topics);
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });

const statement = fc.oneof(
  fc.record({
    kind: fc.constant('give' as const),
    at: when,
    channel,
    topic,
    by: fc.constantFrom('browser', 'page', 'server'),
  }),
  fc.record({ kind: fc.constant('leave' as const), at: when, channel: maybe(channel), topic: maybe(topic) }),
  fc.record({ kind: fc.constant('confirm' as const), at: when, channel, topic }),
  fc.record({ kind: fc.constant('pause' as const), at: when, hours: fc.integer({ min: 1, max: 200 }) }),
  fc.record({ kind: fc.constant('resume' as const), at: when }),
  fc.record({ kind: fc.constant('complain' as const), at: when }),
  fc.record({ kind: fc.constant('retract' as const), at: when }),
  fc.record({ kind: fc.constant('stop' as const), at: when }),
  fc.record({ kind: fc.constant('start' as const), at: when }),
  fc.record({
    kind: fc.constant('suppress' as const),
    at: when,
    cause: fc.constantFrom<SuppressionCause>('bounce', 'softBounces', 'stop'),
    hours: maybe(fc.integer({ min: 1, max: 200 })),
  }),
  fc.record({
    kind: fc.constant('lift' as const),
    at: when,
    cause: fc.constantFrom<SuppressionCause>('bounce', 'softBounces', 'stop'),
  }),
);
type Statement = typeof statement extends fc.Arbitrary<infer S> ? S : never;

const instant = (hours: number) => new Date(begin + hours * hour).toISOString();
const confirms = (by: string, { channel: on, topic: about }: { channel: string; topic: string }) =>
  about === 'news' && on !== 'sms' && by !== 'server';

interface World {
  readonly profile: Profile;
  readonly address: AddressRecord;
}

function apply({ profile, address }: World, said: Statement): World {
  const at = instant(said.at);
  switch (said.kind) {
    case 'give': {
      const { by, channel: on, topic: about } = said;
      return { address, profile: giveConsent(profile, { channel: on, topic: about, at, by }) };
    }
    case 'leave':
      return {
        address,
        profile: withdraw(profile, { channel: said.channel, topic: said.topic }, at, 'page'),
      };
    case 'confirm':
      return { address, profile: confirmConsents(profile, [`${said.channel}/${said.topic}`], { at }) };
    case 'pause':
      return { address, profile: pauseMarketing(profile, instant(said.at + said.hours), at) };
    case 'resume':
      return { address, profile: resumeMarketing(profile, at) };
    case 'complain':
      return { address, profile: complain(profile, at) };
    case 'retract':
      return { address, profile: retractComplaint(profile) };
    case 'stop':
      return { address, profile: stopChannel(profile, 'sms', at) };
    case 'start':
      return { address, profile: startChannel(profile, 'sms', at) };
    case 'suppress': {
      const until = said.hours === undefined ? {} : { until: instant(said.at + said.hours) };
      return { profile, address: { ...address, [said.cause]: { at, ...until } } };
    }
    case 'lift': {
      const { [said.cause]: _, ...rest } = address;
      return { profile, address: rest as AddressRecord };
    }
  }
}

/**
 * The rules in plain words, asked of the statements as they were made, one after the other: whether marketing on a topic
 * could be right at all. It forgives more than the code does, never less.
 */
function couldBeRight(said: readonly Statement[], on: string, about: string, now: number): boolean {
  const covers = (each: Statement): boolean =>
    (each.kind === 'leave' &&
      (each.channel === undefined || each.channel === on) &&
      (each.topic === undefined || each.topic === about)) ||
    (each.kind === 'stop' && on === 'sms' && !startedAfter(said, each)) ||
    (each.kind === 'complain' && !retractedAfter(said, each));
  const gives = (each: Statement): boolean =>
    (each.kind === 'give' &&
      each.channel === on &&
      each.topic === about &&
      !confirms(each.by, { channel: on, topic: about })) ||
    (each.kind === 'confirm' &&
      each.channel === on &&
      each.topic === about &&
      askedBefore(said, each, on, about));
  const consented = said.some(
    (each) =>
      gives(each) &&
      each.at <= now &&
      !said.some((other) => covers(other) && other.at <= now && other.at > each.at),
  );
  const pauses = said.filter((each) => each.kind === 'pause' || each.kind === 'resume');
  const lastSaid = Math.max(...pauses.map(({ at }) => at), -1);
  const paused =
    lastSaid >= 0 &&
    pauses
      .filter(({ at }) => at === lastSaid)
      .every((each) => each.kind === 'pause' && each.at + each.hours > now);
  return consented && !paused;
}

const startedAfter = (said: readonly Statement[], stop: Statement): boolean =>
  said.some((each, place) => each.kind === 'start' && each.at >= stop.at && place > said.indexOf(stop));

const retractedAfter = (said: readonly Statement[], complaint: Statement): boolean =>
  said.some((each, place) => each.kind === 'retract' && place > said.indexOf(complaint));

const askedBefore = (said: readonly Statement[], confirmation: Statement, on: string, about: string) =>
  said.some(
    (each, place) =>
      each.kind === 'give' &&
      each.channel === on &&
      each.topic === about &&
      place < said.indexOf(confirmation) &&
      confirmation.at - each.at < week,
  );

const suppressedNow = (said: readonly Statement[], now: number): boolean =>
  (['bounce', 'softBounces', 'stop'] as const).some((cause) => {
    const last = said.findLast(
      (each) => (each.kind === 'suppress' || each.kind === 'lift') && each.cause === cause,
    );
    return last?.kind === 'suppress' && (last.hours === undefined || last.at + last.hours > now);
  });

const start = (): World => ({
  profile: aProfile({ identifiers: { email: ['ada@example.com'], phone: ['+16035550100'] } }),
  address: { pk: 'p', sk: 's', channel: 'email' },
});

it('sends no marketing where the rules say no, whatever is said in whatever order, and always says why', () => {
  const seen = new Set<string>();
  fc.assert(
    fc.property(fc.array(statement, { maxLength: 12 }), channel, topic, (said, on, about) => {
      const now = 401;
      const { profile, address } = said.reduce(apply, start());
      const permission = mayReceive({
        profile,
        kind: 'marketing',
        channel: on,
        topic: about,
        address: addressOf(profile, on),
        addressRecord: address,
        now: new Date(begin + now * hour),
      });
      seen.add('ok' in permission ? 'ok' : permission.skipped);
      if ('ok' in permission) {
        expect(couldBeRight(said, on, about, now)).toBe(true);
        expect(suppressedNow(said, now)).toBe(false);
      }
    }),
    { numRuns: 10_000, seed: 1 },
  );
  expect(seen).toEqual(new Set(['ok', 'no-consent', 'unconfirmed', 'unsubscribed', 'suppressed', 'paused']));
});

it('sends what belongs to a booking to every address that takes mail, whatever was said about marketing', () => {
  fc.assert(
    fc.property(fc.array(statement, { maxLength: 12 }), (said) => {
      const { profile, address } = said.reduce(apply, start());
      const permission = mayReceive({
        profile,
        kind: 'transactional',
        channel: 'email',
        address: addressOf(profile, 'email'),
        addressRecord: address,
        now: new Date(begin + 401 * hour),
      });
      expect(permission).toEqual(suppressedNow(said, 401) ? { skipped: 'suppressed' } : { ok: true });
    }),
    { numRuns: 2_000, seed: 2 },
  );
});
