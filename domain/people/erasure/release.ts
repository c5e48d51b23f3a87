import { pushEndpointOf } from '../../channels/push/subscription.ts';
import { type IdentifierType, identifierTypes } from '../../events/recorded-event.ts';
import { identifierKey } from '../../records.ts';
import { isConditionFailure, type Key, type Table } from '../../table.ts';
import type { Identifiers } from '../identity-values.ts';
import { partsOf } from '../lineage.ts';
import type { Profile } from '../profile.ts';

/** Lets go of an identifier or a browser, if it is still one of these people's. */
async function release(table: Table, key: Key, people: readonly string[]): Promise<void> {
  const names = people.map((_, index) => `:p${index}`);
  try {
    await table.delete(key, {
      condition: `person IN (${names.join(', ')})`,
      values: Object.fromEntries(people.map((person, index) => [`:p${index}`, person])),
    });
  } catch (error) {
    if (!isConditionFailure(error)) throw error;
  }
}

const releaseIdentifier = (table: Table, type: IdentifierType, value: string, people: readonly string[]) =>
  release(table, identifierKey(type, value), people);

/** Lets go of all that leads to a person: who comes with it next is somebody new. */
export async function releaseAll(
  table: Table,
  profile: Pick<Profile, 'id' | 'merged' | 'identifiers' | 'pushSubscriptions'>,
): Promise<void> {
  const people = partsOf(profile);
  for (const type of identifierTypes)
    for (const value of profile.identifiers[type] ?? []) await releaseIdentifier(table, type, value, people);
  for (const { endpoint } of profile.pushSubscriptions ?? [])
    await release(table, pushEndpointOf(endpoint), people);
}

/** The same for what a call was about to bring to a person who is gone. */
export async function releaseBrought(table: Table, person: string, brought: Identifiers): Promise<void> {
  for (const type of identifierTypes) {
    const value = brought[type];
    if (value !== undefined) await releaseIdentifier(table, type, value, [person]);
  }
}
