import { type IdentifierType, identifierTypes, type Source } from '../events/recorded-event.ts';
import type { PersonId } from '../ids.ts';
import type { IdentifierItem, Standing } from './identity-records.ts';
import type { Identifiers } from './identity-values.ts';

/** What is on record about a call's identifiers. */
export type Found = Readonly<Partial<Record<IdentifierType, Pick<IdentifierItem, 'person' | 'standing'>>>>;

/** Whose call it is, and what of its identifiers is to become theirs. */
export interface Plan {
  /** Undefined: somebody new. */
  readonly person?: PersonId;
  /** Strong identifiers, nobody's so far, that become the person's. */
  readonly attach: readonly IdentifierType[];
  /** Attach a kind only if the person has none of it. */
  readonly onlyMissingKinds?: boolean;
  /** The standing that the call's browser gets; `from`: the nameless person it came with, if it has been seen. */
  readonly browser?: { readonly standing: Standing; readonly from?: PersonId };
}

const strongTypes = identifierTypes.filter((type) => type !== 'anonymousId');

/**
 * Decides whose call it is. Pure; the rules and their reasons are in docs/adr/0004-identity.md.
 * The strongest known identifier decides, and what is nobody's becomes that person's; but a write key, which anybody
 * may hold, gives a person who is known already only what they lack, and only from the browser that founded them.
 */
export function planIdentity(call: Identifiers, found: Found, source: Source): Plan {
  const fresh = strongTypes.filter((type) => call[type] && !found[type]);
  const decider = strongTypes.find((type) => found[type]);
  const person = decider && found[decider]?.person;
  if (person) return planForKnown(person, fresh, call, found, source);

  const seen = found.anonymousId;
  if (fresh.length === 0)
    return seen ? { person: seen.person, attach: [] } : { attach: [], browser: { standing: 'alone' } };
  if (seen?.standing === 'alone')
    return { person: seen.person, attach: fresh, browser: { standing: 'founder', from: seen.person } };
  // One browser, two people: it stays with the first; the call, which names neither, is the second's.
  return { attach: fresh, ...(call.anonymousId && !seen && { browser: { standing: 'founder' } }) };
}

function planForKnown(
  person: PersonId,
  fresh: readonly IdentifierType[],
  call: Identifiers,
  { anonymousId: seen }: Found,
  source: Source,
): Plan {
  const founded = seen?.person === person && seen.standing === 'founder';
  const trusted = source !== 'browser';
  const joins = call.anonymousId && (!seen || seen.standing === 'alone');
  return {
    person,
    attach: trusted || founded ? fresh : [],
    onlyMissingKinds: !trusted,
    ...(joins && { browser: { standing: 'guest', ...(seen && { from: seen.person }) } }),
  };
}
