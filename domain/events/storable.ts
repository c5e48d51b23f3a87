import { type Refusal, refusal } from './refusal.ts';

/** DynamoDB nests 32 levels deep; an event's own attributes take some, and nobody needs the rest. */
const maxDepth = 20;
/** DynamoDB's numbers start at 1e-130, and the SDK refuses what a double does not hold exactly. */
const smallest = 1e-130;
/** The SDK takes `constructor` for an object's class; assigning `__proto__` sets a prototype instead of a member. */
const unusable = ['constructor', '__proto__'];

type Place = readonly [path: string, value: unknown, depth: number];

function fault(value: unknown, depth: number): string | undefined {
  if (typeof value === 'string' && !value.isWellFormed())
    return 'is not whole Unicode text (half of a surrogate pair)';
  if (typeof value === 'number' && Math.abs(value) > Number.MAX_SAFE_INTEGER)
    return `is a number past ±${Number.MAX_SAFE_INTEGER}; send it as text`;
  if (typeof value === 'number' && value !== 0 && Math.abs(value) < smallest)
    return `is a number closer to 0 than ${smallest}; send it as text`;
  if (typeof value !== 'object' || value === null) return undefined;
  if (depth > maxDepth) return `is nested deeper than ${maxDepth} levels`;
  if (Object.hasOwn(value, '')) return 'has a member without a name';
  const name = unusable.find((each) => Object.hasOwn(value, each));
  return name && `has a member "${name}", a name that cannot be kept; choose another`;
}

/**
 * Why parsed JSON could not be stored on a timeline, or undefined. Asked at the door, since past it the event would
 * be poison. Walks without recursion: a body of brackets alone is deep enough to end a stack.
 */
export function unstorable(root: Readonly<Record<string, unknown>>): Refusal | undefined {
  const open: Place[] = Object.entries(root).map(([name, value]) => [name, value, 1]);
  for (let place = open.pop(); place; place = open.pop()) {
    const [path, value, depth] = place;
    const found = fault(value, depth);
    if (found) return refusal('invalid', path, found);
    if (typeof value === 'object' && value !== null)
      for (const [name, member] of Object.entries(value)) open.push([`${path}.${name}`, member, depth + 1]);
  }
  return undefined;
}
