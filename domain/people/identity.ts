import { identifierTypes, type Source } from '../events/recorded-event.ts';
import { newPersonId, type PersonId } from '../ids.ts';
import { identifierKey } from '../records.ts';
import type { Table, Write } from '../table.ts';
import { IdentityContention, lostRace } from './identity-contention.ts';
import { type Found, type Plan, planIdentity } from './identity-plan.ts';
import { type IdentifierItem, type IdentityItem, identityKey } from './identity-records.ts';
import type { Identifiers } from './identity-values.ts';
import { identityWrites } from './identity-writes.ts';

export { normaliseIdentifier } from './identity-values.ts';

/** Eight first contacts at once need eight at the worst: in each round somebody wins. */
const attempts = 12;

export interface Resolved {
  readonly person: PersonId;
  /** Those of the call's identifiers that are this person's; what it claimed of others is left out. */
  readonly identifiers: Identifiers;
}

/**
 * Finds the person whom a call's identifiers (normalised, one at least) name, making and attaching as the rules in
 * docs/adr/0004-identity.md allow its source. A returning person costs one read per identifier and no write; calls
 * that race agree, because whoever loses a conditional write reads again.
 * @throws IdentityContention when a dozen rounds were lost
 */
export async function resolve(table: Table, call: Identifiers, source: Source, now: Date): Promise<Resolved> {
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const found = await find(table, call);
    const plan = await withMissingKinds(table, planIdentity(call, found, source));
    const person = plan.person ?? newPersonId();
    if (await write(table, identityWrites(plan, person, call, now)))
      return { person, identifiers: theirs(call, found, plan, person) };
  }
  throw new IdentityContention(attempts);
}

async function find(table: Table, call: Identifiers): Promise<Found> {
  const found = await Promise.all(
    identifierTypes.map(async (type) => {
      const value = call[type];
      return [type, value && (await table.get<IdentifierItem>(identifierKey(type, value)))] as const;
    }),
  );
  return Object.fromEntries(found.filter(([, item]) => item));
}

async function withMissingKinds(table: Table, plan: Plan): Promise<Plan> {
  if (!plan.person || !plan.onlyMissingKinds || plan.attach.length === 0) return plan;
  const has = await table.get<IdentityItem>(identityKey(plan.person));
  return { ...plan, attach: plan.attach.filter((type) => !has?.[type]) };
}

/** One write alone needs no transaction, which costs double. False when the race was lost and nothing was written. */
async function write(table: Table, writes: readonly Write[]): Promise<boolean> {
  const [first] = writes;
  try {
    if (writes.length > 1) await table.transact(writes);
    else if (first && 'put' in first) await table.put(first.put, first);
    else if (first && 'update' in first) await table.update(first.key, first.update, first);
    return true;
  } catch (error) {
    if (!lostRace(error)) throw error;
    return false;
  }
}

function theirs(call: Identifiers, found: Found, plan: Plan, person: PersonId): Identifiers {
  const isTheirs = (type: (typeof identifierTypes)[number]): boolean =>
    found[type]?.person === person ||
    plan.attach.includes(type) ||
    (type === 'anonymousId' && plan.browser !== undefined);
  return Object.fromEntries(
    identifierTypes.filter((type) => call[type] && isTheirs(type)).map((type) => [type, call[type]]),
  );
}
