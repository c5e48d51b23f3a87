import { type Identifiers, identifierForms, normaliseIdentifier } from '../people/identity-values.ts';
import type { RawCall } from './call-schema.ts';
import { type IdentifierType, identifierTypes } from './recorded-event.ts';
import { type Refusal, refusal } from './refusal.ts';

type Traits = Readonly<Record<string, unknown>>;

interface Stated {
  readonly field: string;
  readonly value: unknown;
}

/** Where a call may state each identifier. Clients send null or nothing for what they do not know. */
function stated(call: RawCall, traits: Traits): Readonly<Partial<Record<IdentifierType, Stated>>> {
  const where = (name: string): string =>
    call.traits?.[name] === traits[name] ? `traits.${name}` : `context.traits.${name}`;
  return {
    userId: { field: 'userId', value: call.userId },
    email: { field: where('email'), value: traits.email },
    phone: { field: where('phone'), value: traits.phone },
    anonymousId: { field: 'anonymousId', value: call.anonymousId },
  };
}

const isAbsent = (value: unknown): boolean =>
  value === undefined || value === null || (typeof value === 'string' && value.trim() === '');

/** The identifiers that a call states, normalised; one at least. `traits` are those of the person. */
export function identifiersOf(
  call: RawCall,
  traits: Traits,
): { readonly ok: true; readonly identifiers: Identifiers } | Refusal {
  const found: Partial<Record<IdentifierType, string>> = {};
  const where = stated(call, traits);
  for (const type of identifierTypes) {
    const { field, value } = where[type] ?? {};
    if (field === undefined || isAbsent(value)) continue;
    const normal = ['string', 'number'].includes(typeof value) && normaliseIdentifier(type, String(value));
    if (!normal) return refusal('invalid', field, `must be ${identifierForms[type]}`);
    found[type] = normal;
  }
  if (Object.keys(found).length === 0)
    return refusal(
      'malformed',
      'userId',
      'missing; name the person by userId, anonymousId, traits.email or traits.phone',
    );
  return { ok: true, identifiers: found };
}
