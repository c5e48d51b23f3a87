import type { Delivery } from '../deliveries.ts';
import type { Facts } from '../facts.ts';
import { by, type Check, ofPeople, personOf, personsByEmail, propertiesOf, textOf } from './promise.ts';

const atOf = ({ at }: Delivery): number => Date.parse(at);

const marketingOf = ({ deliveries }: Facts): readonly Delivery[] =>
  deliveries.filter(({ isMarketing }) => isMarketing);

const consentsOf = (facts: Facts) =>
  ofPeople(facts, 'EVENT#').filter(({ name, refused }) => name === 'Consent Given' && refused === undefined);

/** An unsubscribe holds on every channel from the moment at which the person was told so. */
export const noneAfterUnsubscribe: Check = function* (facts) {
  const persons = personsByEmail(facts);
  const left = new Map([...facts.journal.unsubscribed].map(([email, at]) => [persons.get(email), at]));
  const consents = by(consentsOf(facts), personOf);
  for (const delivery of marketingOf(facts)) {
    const since = left.get(delivery.person);
    if (delivery.person === undefined || since === undefined || atOf(delivery) <= since) continue;
    const again = (consents.get(delivery.person) ?? []).some(
      (event) =>
        event.source !== 'browser' &&
        propertiesOf(event).channel === delivery.channel &&
        Date.parse(textOf(event, 'at')) >= since &&
        textOf(event, 'at') <= delivery.at,
    );
    const { channel, to, at, what } = delivery;
    if (!again)
      yield {
        person: delivery.person,
        what: `${what} by ${channel} to ${to} at ${at}, unsubscribed ${new Date(since).toISOString()}`,
      };
  }
};

/** Marketing goes to those alone who had consented to it on the channel. */
export const onlyWithConsent: Check = function* (facts) {
  const consents = by(consentsOf(facts), (event) => `${personOf(event)} ${propertiesOf(event).channel}`);
  for (const { person, channel, at, to, what } of marketingOf(facts)) {
    const given = consents.get(`${person} ${channel}`)?.some((event) => textOf(event, 'at') <= at);
    if (!given) yield { person, what: `${what} by ${channel} to ${to} at ${at} without consent` };
  }
};

/** A break that the page confirmed is kept. */
export const breaksKept: Check = function* (facts) {
  const persons = personsByEmail(facts);
  for (const { email, from, until } of facts.journal.breaks)
    for (const delivery of marketingOf(facts)) {
      const during = atOf(delivery) > from && atOf(delivery) < until;
      if (delivery.person !== persons.get(email) || !during) continue;
      const { channel, at, what } = delivery;
      yield {
        person: email,
        what: `${what} by ${channel} at ${at}, on a break since ${new Date(from).toISOString()}`,
      };
    }
};

/** A number that was told that texts are over gets none before it writes START. */
export const stopHeeded: Check = function* (facts) {
  const texts = by(
    facts.deliveries.filter(({ channel }) => channel === 'sms'),
    ({ to }) => to,
  );
  for (const [number, all] of texts) {
    const [stopped] = all.filter(
      ({ isKeywordAnswer, what }) => isKeywordAnswer && what.includes('unsubscribed'),
    );
    if (!stopped) continue;
    const again =
      facts.journal.started.get(number)?.find((at) => at >= atOf(stopped)) ?? Number.POSITIVE_INFINITY;
    for (const text of all)
      if (!text.isKeywordAnswer && atOf(text) > atOf(stopped) && atOf(text) < again)
        yield { person: text.person, what: `${text.what} to ${number} at ${text.at}, stopped ${stopped.at}` };
  }
};

/** What the timeline says of an address: it takes nothing, or no marketing. */
const endings: Readonly<Record<string, (delivery: Delivery) => boolean>> = {
  'Email Bounced': () => true,
  'Email Complained': ({ isMarketing }) => isMarketing,
};

/** An address that does not exist is left alone, and one that complained gets no marketing. */
export const lostLeftAlone: Check = function* (facts) {
  const persons = personsByEmail(facts);
  for (const event of ofPeople(facts, 'EVENT#')) {
    const isOver = endings[textOf(event, 'name')];
    const person = personOf(event);
    for (const delivery of isOver ? facts.deliveries : []) {
      // What staff are told of somebody names them too, and goes to staff.
      const isTheirs = delivery.channel === 'email' && persons.get(delivery.to) === person;
      if (isTheirs && isOver?.(delivery) && delivery.at > textOf(event, 'at'))
        yield { person, what: `${delivery.what} at ${delivery.at}, after ${event.name} at ${event.at}` };
    }
  }
};
