import type { Answer, Json, JsonObject } from './client.ts';
import type { Exchange } from './pair.ts';

const sorted = (list: readonly Json[]): readonly Json[] =>
  list.toSorted((left, right) => (stable(left) < stable(right) ? -1 : 1));

/** Members that are sets: of values, and of what a table has. */
const unordered = new Set([
  'SS',
  'NS',
  'BS',
  'AttributeDefinitions',
  'GlobalSecondaryIndexes',
  'LocalSecondaryIndexes',
]);

/** JSON whose members, and those of sets, are in one order: DynamoDB keeps none. */
export function stable(value: Json): string {
  return JSON.stringify(value, (name, member) =>
    Array.isArray(member) && unordered.has(name)
      ? member.map((each) => stable(each)).sort()
      : typeof member === 'object' && member !== null && !Array.isArray(member)
        ? Object.fromEntries(Object.entries(member).sort(([left], [right]) => (left < right ? -1 : 1)))
        : member,
  );
}

const isList = (value: Json | undefined): value is readonly Json[] => Array.isArray(value);

/**
 * An answer without what DynamoDB leaves open: the order of items of a scan, of a batch, and of those with the same
 * key in an index. Errors carry their text as `message` or `Message`, clients read both.
 */
function settled({ request }: Exchange, { status, body }: Answer): JsonObject {
  const { Message, ...rest } = body;
  const { Items, Responses } = body;
  const unordered = request.operation === 'Scan' || 'IndexName' in request.input;
  return {
    status,
    ...rest,
    ...(Message !== undefined && { message: Message }),
    ...(unordered && isList(Items) && { Items: sorted(Items) }),
    ...(request.operation === 'BatchGetItem' &&
      typeof Responses === 'object' &&
      Responses !== null && {
        Responses: Object.fromEntries(
          Object.entries(Responses).map(([table, items]) => [table, isList(items) ? sorted(items) : items]),
        ),
      }),
  };
}

/** Both answers as text, to be equal. */
export const comparable = (exchange: Exchange): { readonly theirs: string; readonly ours: string } => ({
  theirs: stable(settled(exchange, exchange.theirs)),
  ours: stable(settled(exchange, exchange.ours)),
});
