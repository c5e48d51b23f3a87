import { type Fault, faultOf, type Values } from './cells.ts';
import type { Row, RowCall } from './row.ts';

const membersOf = (value: unknown): Values | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined;

/** The identifiers that calls may state; what else a person has came with a message of theirs. */
const stated = ['userId', 'email', 'phone', 'anonymousId'] as const;
type Stated = (typeof stated)[number];

/** Whoever has more is no person; each is a call of its own. */
const mostOfAKind = 100;

/** Where a call states it. */
const fieldOf = (type: Stated): string => (type === 'email' || type === 'phone' ? `traits.${type}` : type);

function valuesOf(identifiers: Values, type: Stated): readonly unknown[] {
  const values = Object.hasOwn(identifiers, type) ? identifiers[type] : [];
  return Array.isArray(values) ? values : [values];
}

/** Which identifiers, told in several calls, nothing holds together: browsers come with any other, addresses with a user id alone. */
function unheld(identifiers: Values): Stated | undefined {
  const [userIds = 0, emails = 0, phones = 0, browsers = 0] = stated.map(
    (type) => valuesOf(identifiers, type).length,
  );
  if (userIds > 1) return 'userId';
  if (userIds === 0 && emails > 1) return 'email';
  if (userIds === 0 && phones > 1) return 'phone';
  return browsers > 1 && userIds + emails + phones === 0 ? 'anonymousId' : undefined;
}

/** What is wrong with a person's identifiers; undefined for what calls can tell. */
function faultIn(identifiers: Values): Fault | undefined {
  const many = stated.find((type) => valuesOf(identifiers, type).length > mostOfAKind);
  if (many) return faultOf(`identifiers.${many}`, `has more than ${mostOfAKind}`);
  const type = unheld(identifiers);
  if (!type) return undefined;
  const { length } = valuesOf(identifiers, type);
  const what = `has ${length}, and no one userId by which they are one person's; import one of them, and merge the others`;
  return faultOf(`identifiers.${type}`, what);
}

const form =
  'missing; a row is a person as `people export` writes one: {"identifiers": {"email": ["…"]}, "traits": {…}}';

/**
 * A row that is a person as `GET /v1/people` lists one. Their id is not taken over, people are found by their identifiers; the
 * last of each kind is told last, for it is the one that is used.
 */
export function readPersonRow({ identifiers: told, traits: says }: Values): Row {
  const [identifiers, traits] = [membersOf(told), membersOf(says)];
  const columns = new Map(stated.map((type) => [fieldOf(type), `identifiers.${type}`]));
  if (!identifiers || !traits)
    return { calls: [], faults: [faultOf(identifiers ? 'traits' : 'identifiers', form)], columns };
  const fault = faultIn(identifiers);
  if (fault) return { calls: [], faults: [fault], columns };
  const most = Math.max(1, ...stated.map((type) => valuesOf(identifiers, type).length));
  const calls = Array.from({ length: most }, (_, index): RowCall => {
    const back = most - 1 - index;
    const [userId, email, phone, anonymousId] = stated.map((type) => {
      const values = valuesOf(identifiers, type);
      return values.at(-1 - back) ?? (type === 'anonymousId' ? undefined : values[0]);
    });
    const who = { userId, anonymousId, context: { traits: { email, phone } } };
    return {
      as: `identify-${index}`,
      type: 'identify',
      raw: { ...who, traits: back === 0 ? { ...traits, email, phone } : {} },
    };
  });
  return { calls, faults: [], columns };
}
