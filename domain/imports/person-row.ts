import { type Fault, faultOf, type Values } from './cells.ts';
import type { Row, RowCall } from './row.ts';

const membersOf = (value: unknown): Values | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined;

/** The identifiers that calls may state; what else a person has came with a message of theirs. */
const stated = ['userId', 'email', 'phone', 'anonymousId'] as const;

/** Several of these are told one after another by who has them all: a call has one of each. */
const anchor = 'userId';

/** What is wrong with a person's identifiers; undefined for what calls can tell. */
function faultIn(identifiers: Values | undefined, traits: Values | undefined): Fault | undefined {
  const what =
    'missing; a row is a person as `people export` writes one: {"identifiers": {"email": ["…"]}, "traits": {…}}';
  if (!identifiers) return faultOf('identifiers', what);
  if (!traits) return faultOf('traits', what);
  const several = stated.find((type) => valuesOf(identifiers, type).length > 1);
  const isAnchored = valuesOf(identifiers, anchor).length === 1;
  return several === undefined || isAnchored
    ? undefined
    : faultOf(
        `identifiers.${several}`,
        `has ${valuesOf(identifiers, several).length}, and no ${anchor} by which they are one person's; import one of them, and merge the others`,
      );
}

const valuesOf = (identifiers: Values, type: string): readonly unknown[] => {
  const values = Object.hasOwn(identifiers, type) ? identifiers[type] : [];
  return Array.isArray(values) ? values : [values];
};

/**
 * A row that is a person as `GET /v1/people` lists one. Their id is not taken over, people are found by their identifiers; the
 * last of each kind is told last, for it is the one that is used.
 */
export function readPersonRow({ identifiers: told, traits: says }: Values): Row {
  const [identifiers, traits] = [membersOf(told), membersOf(says)];
  const columns = new Map(stated.map((type) => [type, `identifiers.${type}`]));
  const fault = faultIn(identifiers, traits);
  if (fault || !identifiers || !traits) return { calls: [], faults: fault ? [fault] : [], columns };
  const most = Math.max(1, ...stated.map((type) => valuesOf(identifiers, type).length));
  const calls = Array.from({ length: most }, (_, index): RowCall => {
    const back = most - 1 - index;
    const [userId, email, phone, anonymousId] = stated.map((type) => {
      const values = valuesOf(identifiers, type);
      return values.at(-1 - back) ?? (type === anchor ? values.at(-1) : undefined);
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
