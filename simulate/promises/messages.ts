import type { Facts, Item } from '../facts.ts';
import { by, type Check, numberOf, ofPeople, personOf, propertiesOf, textOf } from './promise.ts';

const visitOf = (of: { readonly person?: string; readonly run?: string; readonly step?: string }) =>
  `${of.person} ${of.run} ${of.step}`;

const recordsByStep = (facts: Facts) =>
  by(ofPeople(facts, 'MESSAGE#'), (record) => visitOf(record as Parameters<typeof visitOf>[0]));

const having = (records: readonly Item[], status: string): number =>
  records.filter((record) => record.status === status).length;

/**
 * How many mails a message may have come to at most. Marketing: one, if it was sent or nobody knows. Of the others, which
 * are rather sent twice than never, one for each attempt that claimed it (docs/adr/0005-send-once.md).
 */
const mostOf = (record: Item): number => {
  if (record.status !== 'sent' && record.status !== 'unknown') return 0;
  return record.kind === 'marketing' ? 1 : numberOf(record, 'claims');
};

/** Each message went out once; one whose answer was lost may have, and says so. */
export const sentOnce: Check = function* (facts) {
  const mails = by(facts.mails, visitOf);
  const records = recordsByStep(facts);
  for (const step of new Set([...mails.keys(), ...records.keys()])) {
    const told = records.get(step) ?? [];
    const [sent, most] = [having(told, 'sent'), told.reduce((sum, record) => sum + mostOf(record), 0)];
    const out = mails.get(step)?.length ?? 0;
    const [person] = step.split(' ');
    if (out < sent || out > most)
      yield { person, what: `${step}: ${out} mails; the records allow ${sent} to ${most}` };
    const open = told.filter(({ status }) => status === 'claimed' || status === 'failed');
    for (const record of open) yield { person, what: `${step}: the message was left ${record.status}` };
  }
};

/** An unsubscribe holds from the moment at which the person was told so. */
export const noneAfterUnsubscribe: Check = function* (facts) {
  const records = recordsByStep(facts);
  for (const mail of facts.mails) {
    const since = facts.journal.unsubscribed.get(mail.to);
    const [record] = records.get(visitOf(mail)) ?? [];
    if (record?.kind !== 'marketing' || since === undefined || Date.parse(mail.at) <= since) continue;
    const again = ofPeople(facts, 'EVENT#').some(
      (event) =>
        event.name === 'Consent Given' &&
        event.source !== 'browser' &&
        personOf(event) === mail.person &&
        Date.parse(textOf(event, 'at')) >= since &&
        textOf(event, 'at') <= mail.at,
    );
    if (!again)
      yield {
        person: mail.to,
        what: `"${mail.subject}" at ${mail.at}, unsubscribed ${new Date(since).toISOString()}`,
      };
  }
};

/** Marketing goes to those alone who had consented. */
export const onlyWithConsent: Check = function* (facts) {
  const records = recordsByStep(facts);
  const consents = ofPeople(facts, 'EVENT#').filter(
    (event) => event.name === 'Consent Given' && propertiesOf(event).channel === 'email',
  );
  for (const mail of facts.mails) {
    const [record] = records.get(visitOf(mail)) ?? [];
    if (record?.kind !== 'marketing') continue;
    const given = consents.some((event) => personOf(event) === mail.person && textOf(event, 'at') <= mail.at);
    if (!given) yield { person: mail.to, what: `"${mail.subject}" at ${mail.at} without consent` };
  }
};
