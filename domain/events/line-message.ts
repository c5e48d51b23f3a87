import type { Proof } from '../consent/proof.ts';
import type { Resolved } from '../people/identity.ts';
import type { Call } from './normalise.ts';
import type { LineMessage, Source } from './recorded-event.ts';

/** The traits by which a channel reaches somebody. */
const addresses = ['email', 'phone'] as const;

/**
 * The traits that a call may state of its person. Addresses appear as they are known; a browser states only those
 * that are the person's, so that nobody with a write key directs or stops another's messages.
 */
function statedTraits(traits: Call['traits'], { identifiers }: Resolved, source: Source): Call['traits'] {
  const stated = { ...traits };
  for (const type of addresses) {
    if (identifiers[type]) stated[type] = identifiers[type];
    else if (source === 'browser') delete stated[type];
  }
  return stated;
}

/**
 * A call as it goes on its person's line. `key` is the id of the key that it came with, `proof` how its consent was
 * given.
 */
export function lineMessage(call: Call, resolved: Resolved, key: string, proof?: Proof): LineMessage {
  const { ok: _, traits, identifiers: __, circumstance: ___, link: ____, ...rest } = call;
  const stated = statedTraits(traits, resolved, call.source);
  return {
    v: 1,
    person: resolved.person,
    key,
    ...rest,
    ...(Object.keys(stated).length > 0 && { traits: stated }),
    identifiers: resolved.identifiers,
    ...(proof && { proof }),
    hops: 0,
  };
}
