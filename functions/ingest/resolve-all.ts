import { isDeepStrictEqual } from 'node:util';
import type { Call } from '../../domain/events/normalise.ts';
import { type Resolved, resolve } from '../../domain/people/identity.ts';
import type { Table } from '../../domain/table.ts';
import { eachAtMost, lanes } from './lanes.ts';

/** DynamoDB answers in a few milliseconds, so 16 lanes resolve a full batch of strangers in some three seconds. */
const width = 16;

/** Finds the persons of a batch's calls. Neighbours that name the same are asked about once. */
export async function resolveAll(
  table: Table,
  calls: readonly Call[],
  now: Date,
): Promise<ReadonlyMap<Call, Resolved>> {
  const resolved = new Map<Call, Resolved>();
  await eachAtMost(width, lanes(calls), async (lane) => {
    let before: Call | undefined;
    for (const call of lane) {
      const same = before && isDeepStrictEqual(before.identifiers, call.identifiers) && resolved.get(before);
      resolved.set(call, same || (await resolve(table, call.identifiers, call.source, now)));
      before = call;
    }
  });
  return resolved;
}
