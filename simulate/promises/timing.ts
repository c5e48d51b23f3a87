import { type Check, ofPeople, personOf } from './promise.ts';

/** As `messaging.json` is shipped: hours in which marketing by email waits, by the business's clock, where all of these customers live. */
const quiet = { from: 22, to: 7 };

const hourThere = new Intl.DateTimeFormat('en-US', {
  timeZone: 'America/New_York',
  hour: 'numeric',
  hourCycle: 'h23',
});

/** Steps whose marketing answers what the person has asked for this moment, so that it goes at night too. */
const awaited: ReadonlySet<string | undefined> = new Set(['send-offer', 'send-last-chance']);

/** Nobody is written to at night who did not ask for it. */
export const nightsKept: Check = function* (facts) {
  const records = ofPeople(facts, 'MESSAGE#').filter(({ kind }) => kind === 'marketing');
  const marketing = new Set(records.map((record) => `${personOf(record)} ${record.run} ${record.step}`));
  for (const { person, run, step, at } of facts.mails) {
    if (!marketing.has(`${person} ${run} ${step}`) || awaited.has(step)) continue;
    const hour = Number(hourThere.format(Date.parse(at)));
    if (hour >= quiet.from || hour < quiet.to)
      yield { person, what: `${step} at ${at}, ${hour} o'clock there` };
  }
};
