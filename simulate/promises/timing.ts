import type { Check } from './promise.ts';

/** As `messaging.json` is shipped: hours in which marketing waits, by the business's clock, where all of these customers live. */
const quietOf = (channel: string) => (channel === 'email' ? { from: 22, to: 7 } : { from: 21, to: 8 });

const hourThere = new Intl.DateTimeFormat('en-US', {
  timeZone: 'America/New_York',
  hour: 'numeric',
  hourCycle: 'h23',
});

/** Steps whose marketing answers what the person has asked for this moment, so that it goes by email at night too. */
const awaited: ReadonlySet<string | undefined> = new Set(['send-offer', 'send-last-chance']);

/** Nobody is written to at night who did not ask for it. */
export const nightsKept: Check = function* ({ deliveries }) {
  for (const { isMarketing, channel, person, step, at, what } of deliveries) {
    if (!isMarketing || (channel === 'email' && awaited.has(step))) continue;
    const hour = Number(hourThere.format(Date.parse(at)));
    const quiet = quietOf(channel);
    if (hour >= quiet.from || hour < quiet.to)
      yield { person, what: `${what} by ${channel} at ${at}, ${hour} o'clock there` };
  }
};
