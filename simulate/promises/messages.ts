import { messageOf } from '../deliveries.ts';
import type { Facts, Item } from '../facts.ts';
import { by, type Check, numberOf, ofPeople, personOf, textOf } from './promise.ts';

/** Channels whose provider is told which message it carries, so that each can be counted by itself. */
const namedBySteps: ReadonlySet<unknown> = new Set(['email', 'sms', 'whatsapp']);

const having = (records: readonly Item[], status: string): number =>
  records.filter((record) => record.status === status).length;

/**
 * How often a message may have gone out at most. Marketing: once, if it was sent or nobody knows. Of the others, which
 * are rather sent twice than never, once for each attempt that claimed it (docs/adr/0005-send-once.md).
 */
const mostOf = (record: Item): number => {
  if (record.status !== 'sent' && record.status !== 'unknown') return 0;
  return record.kind === 'marketing' ? 1 : numberOf(record, 'claims');
};

const mostOfAll = (records: readonly Item[]): number =>
  records.reduce((sum, record) => sum + mostOf(record), 0);

/** Each message went out once; one whose answer was lost may have, and says so. */
export const sentOnce: Check = function* (facts) {
  const named = by(
    facts.deliveries.filter(({ channel, isKeywordAnswer }) => namedBySteps.has(channel) && !isKeywordAnswer),
    ({ message }) => message,
  );
  const records = by(
    ofPeople(facts, 'MESSAGE#').filter(({ channel }) => namedBySteps.has(channel)),
    messageOf,
  );
  for (const message of new Set([...named.keys(), ...records.keys()])) {
    const told = records.get(message) ?? [];
    const [sent, most] = [having(told, 'sent'), mostOfAll(told)];
    const out = named.get(message)?.length ?? 0;
    const [person] = message.split(' ');
    if (out < sent || out > most)
      yield { person, what: `${message}: ${out} went out; the records allow ${sent} to ${most}` };
  }
};

/** A page's message names no step, so what Meta took is compared with all that a person's records say of the page. */
export const pageSentOnce: Check = function* (facts) {
  const out = by(
    facts.deliveries.filter(({ channel }) => channel === 'social'),
    ({ person }) => person ?? '',
  );
  const records = by(
    ofPeople(facts, 'MESSAGE#').filter(({ channel }) => channel === 'social'),
    personOf,
  );
  for (const person of new Set([...out.keys(), ...records.keys()])) {
    const told = records.get(person) ?? [];
    const [taken, sent, most] = [out.get(person)?.length ?? 0, having(told, 'sent'), mostOfAll(told)];
    if (taken < sent || taken > most)
      yield { person, what: `the page wrote ${taken} times; the records allow ${sent} to ${most}` };
  }
};

/** A notification has an id of its own, which the record of one that was sent has too. */
export const notifiedOnce: Check = function* (facts) {
  const out = by(
    facts.deliveries.filter(({ channel }) => channel === 'push'),
    ({ message }) => message,
  );
  const records = ofPeople(facts, 'MESSAGE#').filter(({ channel }) => channel === 'push');
  const sent = new Map(
    records.filter(({ status }) => status === 'sent').map((record) => [textOf(record, 'providerId'), record]),
  );
  for (const [id, record] of sent)
    if (!out.has(id))
      yield {
        person: personOf(record),
        what: `${id} (${messageOf(record)}) was sent and reached no browser`,
      };
  const unsure = by(
    records.filter(({ status }) => status === 'unknown'),
    personOf,
  );
  const unnamed = new Map<string, number>();
  for (const [id, deliveries] of out) {
    const [{ person = '', isMarketing }] = deliveries as [(typeof deliveries)[number]];
    const record = sent.get(id);
    if (!record) unnamed.set(person, (unnamed.get(person) ?? 0) + 1);
    const most = isMarketing ? 1 : record ? numberOf(record, 'claims') : Number.POSITIVE_INFINITY;
    for (const [browser, times] of by(deliveries, ({ to }) => to))
      if (times.length > most)
        yield { person, what: `${id} came ${times.length} times to ${browser}; ${most} are allowed` };
  }
  for (const [person, count] of unnamed) {
    const known = unsure.get(person)?.length ?? 0;
    if (count > known)
      yield { person, what: `${count} notifications came of which ${known} records know nothing for sure` };
  }
};

/** What waits does so for a moment to come, unless its run ended first; what failed did so by the provider's last word. */
function isLeft({ status, held, run, rejectedAt }: Item, { items, now }: Facts): boolean {
  if (status === 'failed') return rejectedAt === undefined;
  if (status !== 'held') return status === 'claimed';
  const until = (held as readonly { readonly until: string }[]).at(-1)?.until ?? '';
  const isUnderWay = items.some(
    (item) => item.sk.startsWith('RUN#') && item.id === run && item.status === 'running',
  );
  return isUnderWay && Date.parse(until) <= now;
}

/** Every message's record comes to an end, and says why where nothing was sent. */
export const recordsEnd: Check = function* (facts) {
  for (const record of ofPeople(facts, 'MESSAGE#')) {
    const [person, status] = [personOf(record), textOf(record, 'status')];
    const where = `${messageOf(record)} by ${record.channel}`;
    if (isLeft(record, facts)) yield { person, what: `${where} was left ${status}` };
    if (status === 'skipped' && textOf(record, 'reason') === '')
      yield { person, what: `${where} was skipped, and nothing says why` };
  }
};
