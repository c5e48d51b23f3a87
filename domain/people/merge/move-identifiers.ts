import { pushEndpointOf } from '../../channels/push/subscription.ts';
import { identifierTypes } from '../../events/recorded-event.ts';
import type { PersonId } from '../../ids.ts';
import { identifierKey } from '../../records.ts';
import { type Expression, isConditionFailure, type Key, type Table } from '../../table.ts';
import { identityKey } from '../identity-records.ts';
import type { Profile } from '../profile.ts';

/**
 * Lets all that led to a loser lead to the winner. A browser of the loser's is the winner's guest: it did not found them.
 * Until this is done, and for what is attached to the loser meanwhile, their forward leads on.
 */
export async function moveIdentifiers(
  table: Table,
  { id: loser, formerly }: Profile,
  { id: winner }: Profile,
  now: Date,
): Promise<void> {
  const { identifiers = {}, pushSubscriptions = [] } = formerly ?? {};
  const kinds = identifierTypes.filter((type) => type !== 'anonymousId' && identifiers[type]?.length);
  for (const type of identifierTypes)
    for (const value of identifiers[type] ?? [])
      await move(table, identifierKey(type, value), loser, winner, type === 'anonymousId');
  for (const { endpoint } of pushSubscriptions) await move(table, pushEndpointOf(endpoint), loser, winner);
  if (kinds.length > 0)
    await table.update(
      identityKey(winner as PersonId),
      `SET ${kinds.map((kind) => `#${kind} = if_not_exists(#${kind}, :at)`).join(', ')}`,
      {
        names: Object.fromEntries(kinds.map((kind) => [`#${kind}`, kind])),
        values: { ':at': now.toISOString() },
      },
    );
}

async function move(table: Table, key: Key, loser: string, winner: string, browser = false): Promise<void> {
  const isTheirs: Expression = {
    condition: 'person = :loser',
    values: { ':loser': loser, ':winner': winner, ...(browser && { ':guest': 'guest' }) },
  };
  try {
    await table.update(key, `SET person = :winner${browser ? ', standing = :guest' : ''}`, isTheirs);
  } catch (error) {
    if (!isConditionFailure(error)) throw error;
  }
}
