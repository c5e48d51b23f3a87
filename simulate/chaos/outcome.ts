import type { Facts, Item } from '../facts.ts';
import { by, numberOf, ofPeople, personOf, textOf } from '../promises/promise.ts';

/** What became of everybody, by address, in lines that do not tell when or under which id. */
export interface Outcome {
  readonly lines: ReadonlyMap<string, readonly string[]>;
  /** Addresses of those of whose messages some may have been sent or not, one for each message. */
  readonly unknown: readonly string[];
  /** Addresses of those who got a message again that is rather sent twice than never, one for each. */
  readonly repeated: readonly string[];
}

const addressOf = (profile: Item): string => {
  const { email } = (profile.identifiers ?? {}) as { readonly email?: readonly string[] };
  return email?.[0] ?? personOf(profile);
};

const stepOf = (run: unknown, step: unknown): string => `${run} ${step}`;

/** Of the messages of one step of a run, those that went out once more than they are recorded. */
function oncePerRecord<T>(
  mails: readonly T[],
  records: readonly Item[],
): { once: readonly T[]; again: number } {
  const recorded = records.filter(({ status }) => status === 'sent' || status === 'unknown').length;
  const claims = records.reduce((sum, record) => sum + numberOf(record, 'claims'), 0);
  const again = Math.max(0, Math.min(mails.length, claims) - recorded);
  return { once: mails.slice(0, mails.length - again), again };
}

export function outcomeOf(facts: Facts): Outcome {
  const addresses = new Map(
    ofPeople(facts, 'PROFILE').map((profile) => [personOf(profile), addressOf(profile)]),
  );
  const nameOf = (person: string): string => addresses.get(person) ?? person;
  const lines = new Map([...addresses.values()].map((address) => [address, [] as string[]]));
  const tell = (person: string, line: string): void => {
    lines.get(nameOf(person))?.push(line);
  };
  const records = by(ofPeople(facts, 'MESSAGE#'), ({ run, step }) => stepOf(run, step));
  const journeys = new Map(ofPeople(facts, 'RUN#').map((run) => [textOf(run, 'id'), textOf(run, 'journey')]));
  const repeated: string[] = [];
  for (const [step, mails] of by(facts.captured, ({ run, step }) => stepOf(run, step))) {
    const { once, again } = oncePerRecord(mails, records.get(step) ?? []);
    for (const { person = '', run = '', step: id, subject } of once)
      tell(person, `mail ${journeys.get(run)}/${id}: ${subject}`);
    for (let count = 0; count < again; count += 1) repeated.push(nameOf(mails[0]?.person ?? ''));
  }
  for (const run of ofPeople(facts, 'RUN#')) tell(personOf(run), `run ${run.journey}: ${run.status}`);
  for (const event of ofPeople(facts, 'EVENT#')) tell(personOf(event), `event ${event.name}`);
  for (const booking of ofPeople(facts, 'BOOKING#'))
    tell(personOf(booking), `booking ${booking.startsAt}: ${booking.status}`);
  for (const profile of ofPeople(facts, 'PROFILE')) {
    const lots = (profile.points ?? []) as readonly { readonly points: number }[];
    tell(personOf(profile), `points ${lots.reduce((sum, { points }) => sum + points, 0)}`);
  }
  const unknown = ofPeople(facts, 'MESSAGE#').filter(({ status }) => status === 'unknown');
  return { lines, unknown: unknown.map((record) => nameOf(personOf(record))), repeated };
}
