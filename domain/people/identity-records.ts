import type { IdentifierType } from '../events/recorded-event.ts';
import type { PersonId } from '../ids.ts';
import { identifierKey, profileKey } from '../records.ts';
import type { Item, Key } from '../table.ts';

/**
 * How a browser stands to the person it belongs to.
 * `alone`: the person has nothing but this browser, and came with it.
 * `founder`: the person came with this browser and has become known since.
 * `guest`: the browser named a person who was known already.
 */
export type Standing = 'alone' | 'founder' | 'guest';

/** An identifier's item: whose it is. */
export interface IdentifierItem extends Item {
  readonly person: PersonId;
  /** When it came to that person, ISO 8601. */
  readonly at: string;
  /** Of an anonymousId alone. */
  readonly standing?: Standing;
  /** The nameless person whose browser this was before it named another: their timeline is still there. */
  readonly before?: PersonId;
}

/** What kinds of strong identifier a known person has, each with when the first came: the same transaction attaches both. */
export type IdentityItem = Item & Readonly<Partial<Record<IdentifierType, string>>>;

export const identityKey = (person: PersonId): Key => ({ pk: profileKey(person).pk, sk: 'IDENTITY' });

export const identifierItem = (
  type: IdentifierType,
  value: string,
  person: PersonId,
  now: Date,
  standing?: Standing,
): IdentifierItem => ({ ...identifierKey(type, value), person, at: now.toISOString(), standing });
