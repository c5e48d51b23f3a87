import fc, { type Arbitrary } from 'fast-check';
import { reads } from './arbitrary/reads.ts';
import { writes } from './arbitrary/writes.ts';
import type { Request } from './client.ts';
import { comparable } from './comparable.ts';
import { type KnownDifference, settled } from './known-differences.ts';
import type { Exchange, Pair } from './pair.ts';
import { definition, type Shape } from './shapes.ts';
import { itemHistories } from './stream-records.ts';

const longest = 40;

/** Operations on one table, one after another. */
export const sequences = (shape: Shape): Arbitrary<readonly Request[]> =>
  fc.array(fc.oneof({ weight: 6, arbitrary: writes(shape) }, { weight: 4, arbitrary: reads(shape) }), {
    minLength: 1,
    maxLength: longest,
    size: 'max',
  });

/** That both sides answered differently, and it is not known why. */
class Difference extends Error {
  override readonly name = 'Difference';

  constructor({ request }: Exchange, theirs: string, ours: string) {
    super(
      `${request.operation} ${JSON.stringify(request.input)}\n  DynamoDB Local: ${theirs}\n  ours:           ${ours}`,
    );
  }
}

/** What showed that is known. @throws Difference */
export function compare(exchange: Exchange): readonly KnownDifference[] {
  const { exchange: current, shown } = settled(exchange);
  const { theirs, ours } = comparable(current);
  if (theirs !== ours) throw new Difference(current, theirs, ours);
  return shown;
}

let runs = 0;

/** Tokens of one run are not those of another, whose transactions both sides remember. */
function ownToken({ operation, input }: Request): Request {
  if (!('ClientRequestToken' in input)) return { operation, input };
  return { operation, input: { ...input, ClientRequestToken: `${input.ClientRequestToken}-${runs}` } };
}

/** Makes a table anew on both sides. */
export async function renew(pair: Pair, shape: Shape): Promise<void> {
  await pair.ask('DeleteTable', { TableName: shape.name });
  await pair.ask('CreateTable', definition(shape));
}

/**
 * Makes the table anew on both sides, sends each request to both, and holds the answers against each other, and in the
 * end all that the table and its indexes hold, and that its stream tells of each item. Ends early where a known difference leaves the tables different.
 * @throws Difference
 */
export async function run(pair: Pair, shape: Shape, requests: readonly Request[]): Promise<void> {
  runs += 1;
  await renew(pair, shape);
  for (const request of requests) {
    const { operation, input } = ownToken(request);
    const shown = compare(await pair.ask(operation, input));
    if (shown.some(({ diverges }) => diverges)) return;
  }
  for (const IndexName of [undefined, ...shape.indexes.map(({ name }) => name)])
    compare(await pair.ask('Scan', { TableName: shape.name, ...(IndexName && { IndexName }) }));
  const theirs = await itemHistories(pair, 'theirs', shape.name);
  const ours = await itemHistories(pair, 'ours', shape.name);
  const differing = theirs.findIndex((history, index) => history !== ours[index]);
  if (differing >= 0 || ours.length !== theirs.length)
    throw new Error(
      `The streams tell otherwise\n  DynamoDB Local: ${theirs[differing]}\n  ours:           ${ours[differing < 0 ? theirs.length : differing]}`,
    );
}
