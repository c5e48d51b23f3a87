import { invalid } from '../refusals.ts';

/** How much a request wants, as DynamoDB checks it. @param tooMany what it says to more than `most` */
export function limitOf(given: number | undefined, most: number, tooMany: string): number {
  const limit = given ?? most;
  if (limit < 1)
    throw invalid(
      `1 validation error detected: Value '${limit}' at 'limit' failed to satisfy constraint: ` +
        'Member must have value greater than or equal to 1',
    );
  if (limit > most) throw invalid(`One or more parameter values were invalid: ${tooMany}`);
  return limit;
}
