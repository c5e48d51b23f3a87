import type { Membership } from '../../domain/audiences/membership.ts';
import { Memberships } from '../../domain/audiences/memberships.ts';
import { partsOf } from '../../domain/people/lineage.ts';
import type { Profile } from '../../domain/people/profile.ts';
import { wholePartition } from '../../domain/records.ts';
import { Reviews } from '../../domain/reviews/reviews.ts';
import { type Coupon, findCoupon } from '../../domain/rewards/coupon.ts';
import type { Item, Table } from '../../domain/table.ts';
import { audiences } from '../../workflows/audiences.ts';
import { couponIssued } from '../../workflows/events/coupon-issued.ts';

type Members = Record<string, unknown>;

/** A part of what is known of a person: all of a small one, a page of a large one. */
export interface Exported {
  readonly known: Members;
  readonly records: Record<string, Members[]>;
  /** Behind which record the next page begins; null on the last. */
  readonly next: string | null;
}

/** Of one answer's records, in bytes of JSON: Lambda's answers end at 6 MB, escaped once more. */
const mostBytes = 2_500_000;

/** What a partition's sort keys begin with, as the export calls it. What is not named here is `other`. */
const kinds: Readonly<Record<string, string>> = {
  EVENT: 'events',
  MESSAGE: 'messages',
  RUN: 'runs',
  CONVERSATION: 'conversations',
  BOOKING: 'bookings',
  POINTS: 'points',
  CONTACTS: 'contacts',
  SEGMENTS: 'segments',
  TIMER: 'timers',
  SCHEDULE: 'schedules',
};

/** Our own bookkeeping, and what opens something: a wait's token answers its run. */
const unsaid: ReadonlySet<string> = new Set(['pk', 'sk', 'version', 'token', 'formerly', 'expires']);

function shown(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shown);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => !unsaid.has(name))
      .map(([name, each]) => [name, shown(each)]),
  );
}

/**
 * A page of everything that is known of a person, those who were merged into them included: the profile, what lies beside
 * it, and all the records that there are.
 * @param after the `next` of the page before
 */
export async function exportOf(table: Table, profile: Profile, after: string | undefined): Promise<Exported> {
  const known = after === undefined ? await besideOf(table, profile) : {};
  const records: Record<string, Members[]> = {};
  const coupons: Members[] = [];
  let bytes = 0;
  let last: string | undefined;
  for await (const [part, item] of itemsOf(table, profile, after)) {
    if (bytes > mostBytes && last !== undefined)
      return { known, records: withCoupons(records, coupons), next: last };
    const [prefix = ''] = item.sk.split('#');
    if (prefix === 'PROFILE') continue;
    const record = shown(item) as Members;
    bytes += Buffer.byteLength(JSON.stringify(record));
    const kind = kinds[prefix] ?? 'other';
    records[kind] = [...(records[kind] ?? []), record];
    const coupon = await couponOf(table, item);
    if (coupon) coupons.push(shown(coupon) as Members);
    last = `${part} ${item.sk}`;
  }
  return { known, records: withCoupons(records, coupons), next: null };
}

const withCoupons = (records: Record<string, Members[]>, coupons: Members[]) =>
  coupons.length > 0 ? { ...records, coupons } : records;

/** The items of all the person's partitions behind a place, each with the person whose partition it is. */
async function* itemsOf(
  table: Table,
  profile: Profile,
  after: string | undefined,
): AsyncGenerator<readonly [string, Item]> {
  const parts = partsOf(profile);
  const [place = '', sk = ''] = after?.split(/ (.*)/s) ?? [];
  const first = Math.max(0, parts.indexOf(place));
  for (const [index, part] of parts.slice(first).entries()) {
    const range = wholePartition(part);
    const from = index === 0 && sk !== '' ? `${sk}!` : range.from;
    for await (const item of table.query<Item>({ ...range, from })) yield [part, item];
  }
}

async function couponOf(table: Table, item: Item): Promise<Coupon | undefined> {
  if (item.name !== couponIssued.name || !item.sk.startsWith('EVENT#')) return undefined;
  const { code } = item.properties as { readonly code?: unknown };
  return typeof code === 'string' ? findCoupon(table, code) : undefined;
}

/** What is known of a person besides the records of their partitions. */
async function besideOf(table: Table, profile: Profile): Promise<Members> {
  const reviews = new Reviews(table);
  const memberships = new Memberships(table);
  const written = await Promise.all(
    (profile.reviews ?? []).map(({ at, bookingId, by = profile.id }) => reviews.read(at, by, bookingId)),
  );
  const wanted: Membership[] = [];
  for (const audience of Object.keys(audiences))
    for (const person of partsOf(profile)) {
      const membership = await memberships.read(audience, person);
      if (membership) wanted.push(membership);
    }
  return {
    profile: shown(profile),
    reviews: written.filter((review) => review !== undefined).map(shown),
    audiences: wanted.map(shown),
  };
}
