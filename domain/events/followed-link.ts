import type { RawCall } from './call-schema.ts';

const membersOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};

/**
 * The `m` of the address that a call was made on: by it a link in one of our messages says of which message it is. Not
 * verified yet. Segment's clients state the address as `context.page`, a `page` call among its properties too.
 */
export function followedLink({
  context,
  properties,
}: Pick<RawCall, 'context' | 'properties'>): string | undefined {
  const page = membersOf(context?.page);
  const own = membersOf(properties);
  for (const text of [page.url, page.search, own.url, own.search]) {
    const m = typeof text === 'string' ? /[?&]m=([\w.-]+)/.exec(text)?.[1] : undefined;
    if (m) return m;
  }
  return undefined;
}
