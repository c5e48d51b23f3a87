import type { PersonId } from '../ids.ts';
import { identifierKey } from '../records.ts';
import type { Write } from '../table.ts';
import type { Plan } from './identity-plan.ts';
import { identifierItem, identityKey } from './identity-records.ts';
import type { Identifiers } from './identity-values.ts';

const nobodys = 'attribute_not_exists(pk)';

/** The writes that make a plan true for its person: all of them or none. Empty for somebody who returns. */
export function identityWrites(plan: Plan, person: PersonId, call: Identifiers, now: Date): readonly Write[] {
  return [...browserWrites(plan, person, call, now), ...attachments(plan, person, call, now)];
}

function browserWrites(
  { browser }: Plan,
  person: PersonId,
  { anonymousId }: Identifiers,
  now: Date,
): readonly Write[] {
  if (!browser || !anonymousId) return [];
  const { standing, from } = browser;
  if (!from)
    return [{ put: identifierItem('anonymousId', anonymousId, person, now, standing), condition: nobodys }];
  const moves = from !== person;
  return [
    {
      update: `SET person = :person, standing = :standing${moves ? ', #before = :from, #at = :at' : ''}`,
      key: identifierKey('anonymousId', anonymousId),
      condition: 'person = :from AND standing = :alone',
      ...(moves && { names: { '#before': 'before', '#at': 'at' } }),
      values: {
        ':person': person,
        ':standing': standing,
        ':from': from,
        ':alone': 'alone',
        ...(moves && { ':at': now.toISOString() }),
      },
    },
  ];
}

/** The identifiers' items, and the note of their kinds, which asks, where the plan says so, that they are the first. */
export function attachments(
  plan: Pick<Plan, 'attach' | 'onlyMissingKinds'>,
  person: PersonId,
  call: Identifiers,
  now: Date,
): readonly Write[] {
  const { attach, onlyMissingKinds } = plan;
  if (attach.length === 0) return [];
  const items = attach.map((type) => ({
    put: identifierItem(type, call[type] ?? '', person, now),
    condition: nobodys,
  }));
  const kinds = {
    key: identityKey(person),
    update: `SET ${attach.map((type) => `#${type} = if_not_exists(#${type}, :at)`).join(', ')}`,
    ...(onlyMissingKinds && {
      condition: attach.map((type) => `attribute_not_exists(#${type})`).join(' AND '),
    }),
    names: Object.fromEntries(attach.map((type) => [`#${type}`, type])),
    values: { ':at': now.toISOString() },
  };
  return [...items, kinds];
}
