import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Contact } from '../../../domain/timing/caps.ts';
import { type Asked, decideTiming, mostHolds } from '../../../domain/timing/decide.ts';
import type { Cap, Messaging, QuietHours } from '../../../domain/timing/messaging.ts';
import type { TimedMessage } from '../../../domain/timing/timed-message.ts';
import { toMilliseconds } from '../../../workflows/duration.ts';
import { priorities } from '../../../workflows/priority.ts';
import { isQuiet } from './wall-clock-model.ts';

const minute = 60_000;
const hour = 60 * minute;
/** Some days before the clocks of New York and Berlin are put back. */
const begin = Date.parse('2026-10-22T00:00:00Z');

const kinds = fc.constantFrom<Cap['kinds'][]>(['marketing'], ['marketing', 'transactional']);
const channel = fc.constantFrom('email' as const, 'sms' as const);
const reach = {
  kinds,
  channels: fc.option(fc.constantFrom<NonNullable<Cap['channels']>[]>(['email'], ['sms']), {
    nil: undefined,
  }),
  below: fc.option(fc.constantFrom(...priorities), { nil: undefined }),
};
const cap: fc.Arbitrary<Cap> = fc.record({
  most: fc.integer({ min: 1, max: 3 }),
  per: fc.constantFrom('PT6H', 'P1D', 'P3D'),
  ...reach,
});
const time = fc.integer({ min: 0, max: 47 }).map((half) => {
  const whole = String(Math.floor(half / 2)).padStart(2, '0');
  return `${whole}:${half % 2 === 0 ? '00' : '30'}`;
});
const quiet: fc.Arbitrary<QuietHours> = fc.record({
  from: time,
  to: time,
  days: fc.option(fc.constantFrom<NonNullable<QuietHours['days']>[]>(['saturday', 'sunday'], ['monday']), {
    nil: undefined,
  }),
  dates: fc.constant(undefined),
  ...reach,
});
const rules: fc.Arbitrary<Messaging> = fc.record({
  caps: fc.array(cap, { maxLength: 3 }),
  quietHours: fc.array(quiet, { maxLength: 3 }),
  expires: fc.constant({ marketing: 'P2D', transactional: 'PT12H' }),
  spread: fc.constant('PT10M'),
  bestHour: fc.constant(10),
});
interface Wanted {
  readonly message: TimedMessage;
  /** When its step is reached, in minutes from the beginning. */
  readonly at: number;
  /** In hours. */
  readonly worth: number;
  /** In hours from then. */
  readonly best: number | undefined;
}
const wanted: fc.Arbitrary<Wanted> = fc.record({
  message: fc.record({
    kind: fc.constantFrom('marketing' as const, 'marketing' as const, 'transactional' as const),
    channel,
    priority: fc.constantFrom(...priorities),
  }),
  at: fc.nat({ max: 6 * 24 * 60 }),
  worth: fc.constantFrom(0, 2, 12, 48, 240),
  best: fc.option(fc.integer({ min: 1, max: 24 }), { nil: undefined }),
});
const zones = fc.constantFrom(
  ['America/New_York'],
  ['Europe/Berlin'],
  ['Asia/Kathmandu'],
  ['America/Chicago', 'America/New_York'],
);
const story = fc.record({
  rules,
  zones,
  messages: fc.array(wanted, { minLength: 1, maxLength: 12 }),
  pausedUntil: fc.option(fc.nat({ max: 6 * 24 * 60 }), { nil: undefined }),
  /** Of their place behind others, in seconds. */
  behind: fc.nat({ max: 599 }),
});

interface Sent extends Contact {
  readonly message: TimedMessage;
  readonly moment: number;
}

const ofRule = (
  { kinds, channels }: Pick<Cap, 'kinds' | 'channels'>,
  message: Pick<TimedMessage, 'kind' | 'channel'>,
) => kinds.some((kind) => kind === message.kind) && (!channels || channels.includes(message.channel));
const isHeldBy = (rule: Pick<Cap, 'kinds' | 'channels' | 'below'>, message: TimedMessage) =>
  ofRule(rule, message) &&
  (rule.below === undefined || priorities.indexOf(message.priority) < priorities.indexOf(rule.below));

/** Lives through a story as `send-message` does: each message is asked about when it is due, and again after each hold. */
function live({
  rules,
  zones,
  messages,
  pausedUntil,
  behind,
}: typeof story extends fc.Arbitrary<infer T> ? T : never) {
  const sent: Sent[] = [];
  const paused = pausedUntil === undefined ? undefined : begin + pausedUntil * minute;
  const queue = messages.map((each) => ({ ...each, due: begin + each.at * minute, holds: 0, chosen: false }));
  while (queue.length > 0) {
    queue.sort((a, b) => b.due - a.due);
    const next = queue.pop()!;
    const now = next.due;
    const reached = begin + next.at * minute;
    const asked: Asked = {
      message: next.message,
      zones: { names: zones as [string], by: 'their time zone' },
      contacts: sent,
      now,
      worthUntil: reached + next.worth * hour,
      holds: next.holds,
      behind: behind * 1000,
      ...(next.best !== undefined && !next.chosen && { best: reached + next.best * hour }),
      ...(paused !== undefined && { pausedUntil: paused }),
    };
    const timing = decideTiming(rules, asked);
    if (timing.kind === 'now') {
      expect(now).toBeLessThanOrEqual(asked.worthUntil);
      const { kind, channel } = next.message;
      sent.push({ kind, channel, at: new Date(now).toISOString(), message: next.message, moment: now });
      continue;
    }
    expect(timing.reason).not.toBe('');
    expect(timing.why).toMatch(/\w{3}/);
    if (timing.kind === 'drop') continue;
    expect(timing.until).toBeGreaterThan(now);
    expect(timing.until).toBeLessThanOrEqual(asked.worthUntil);
    expect(next.holds).toBeLessThan(mostHolds);
    queue.push({
      ...next,
      due: timing.until,
      holds: next.holds + 1,
      chosen: next.chosen || timing.reason === 'best-time',
    });
  }
  return { sent, paused };
}

it('no story of messages has more than a cap in any stretch of its length, marketing in quiet hours or a pause, or a decision without a reason', () => {
  fc.assert(
    fc.property(story, (told) => {
      const { sent, paused } = live(told);
      for (const [index, { message, moment }] of sent.entries()) {
        for (const cap of told.rules.caps.filter(
          (each) => message.kind === 'marketing' && isHeldBy(each, message),
        )) {
          const stretch = sent
            .slice(0, index + 1)
            .filter((each) => ofRule(cap, each) && each.moment > moment - toMilliseconds(cap.per));
          expect(stretch.length).toBeLessThanOrEqual(cap.most);
        }
        for (const hours of told.rules.quietHours.filter((each) => isHeldBy(each, message)))
          for (const zone of told.zones) expect(isQuiet(hours, moment, zone)).toBe(false);
        if (message.kind === 'marketing' && paused !== undefined)
          expect(moment).toBeGreaterThanOrEqual(paused);
      }
    }),
    { numRuns: 2_000 },
  );
});

it('a message that nothing stands in the way of goes at once', () => {
  fc.assert(
    fc.property(wanted, ({ message, at }) => {
      const now = begin + at * minute;
      const rules = {
        caps: [],
        quietHours: [],
        expires: { marketing: 'P2D', transactional: 'PT12H' },
        spread: 'PT10M',
        bestHour: 10,
      };
      const asked: Asked = {
        message,
        zones: { names: ['Europe/Berlin'], by: 'the business' },
        contacts: [],
        now,
        worthUntil: now,
        holds: 0,
        behind: 0,
      };
      expect(decideTiming(rules, asked)).toEqual({ kind: 'now' });
    }),
  );
});
