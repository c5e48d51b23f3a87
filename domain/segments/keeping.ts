import { segmentsDue } from '../../workflows/events/segments-due.ts';
import { personSegmentsKey, segmentMemberKey } from '../records.ts';
import type { Table, Write } from '../table.ts';
import { readTimer, timerChange } from '../timers/timer.ts';
import type { Assessment } from './assess.ts';
import type { Catalogue } from './catalogue.ts';
import { canonical } from './language/canonical.ts';
import type { Memory } from './language/memory/recollection.ts';
import type { PersonSegments } from './person-segments.ts';

/** The person's timer, of which there is one however many segments count days. */
export const segmentsTimer = 'segments';

/** What an assessment comes to in the table. */
export interface Keeping {
  /** As the profile lists them: in the order of their ids. */
  readonly segments: readonly string[];
  /** For the transaction that writes the profile; none if nothing changed. */
  readonly writes: readonly Write[];
  /** Minutes whose calls must be ordered once that is written, see `Timetable.order`. */
  readonly minutes: readonly string[];
}

/**
 * The writes that make a person's records what an assessment says of them.
 * @param isWhole whether every segment was asked, so that nothing earlier is due than what was found now
 */
export async function keeping(
  table: Pick<Table, 'get'>,
  catalogue: Catalogue,
  person: string,
  before: PersonSegments,
  after: { readonly memory: Memory; readonly assessment: Assessment; readonly isWhole: boolean },
  at: Date,
): Promise<Keeping> {
  const { members, changesAt, isCut } = after.assessment;
  const segments = [...members].toSorted();
  const next = after.isWhole && !isCut ? changesAt : earlier(before.next, changesAt);
  const kept: PersonSegments = {
    memory: knownTo(catalogue, after.memory),
    in: Object.fromEntries(segments.map((id) => [id, before.in[id] ?? at.toISOString()])),
    ...(next && { next }),
  };
  const timer = next === before.next ? undefined : await timerWrites(table, person, next, at);
  const changes = [
    ...segments
      .filter((id) => before.in[id] === undefined)
      .map((id): Write => ({ put: { ...segmentMemberKey(id, person), since: at.toISOString() } })),
    ...Object.keys(before.in)
      .filter((id) => !members.has(id))
      .map((id): Write => ({ delete: segmentMemberKey(id, person) })),
  ];
  const isSame = changes.length === 0 && !timer && sameMemory(before.memory, kept.memory);
  return {
    segments,
    writes: isSame
      ? []
      : [{ put: { ...personSegmentsKey(person), ...kept } }, ...changes, ...(timer?.writes ?? [])],
    minutes: timer?.minutes ?? [],
  };
}

async function timerWrites(table: Pick<Table, 'get'>, person: string, at: string | undefined, now: Date) {
  const before = await readTimer(table, person, segmentsTimer);
  const timer = at && { person, name: segmentsTimer, at, event: { name: segmentsDue.name, properties: {} } };
  return timerChange(before, timer || undefined, now);
}

const earlier = (one: string | undefined, other: string | undefined): string | undefined =>
  one && other ? (one < other ? one : other) : (one ?? other);

/** Without what only segments remembered that are no more. */
function knownTo({ leaves }: Catalogue, memory: Memory): Memory {
  const hashes = Object.keys(memory);
  if (hashes.every((hash) => leaves.has(hash))) return memory;
  return Object.fromEntries(Object.entries(memory).filter(([hash]) => leaves.has(hash)));
}

/** An item's members come back from the table in another order. */
const sameMemory = (one: Memory, other: Memory): boolean =>
  one === other ||
  (Object.keys(one).length === Object.keys(other).length &&
    Object.entries(one).every(
      ([hash, each]) => each === other[hash] || canonical(each) === canonical(other[hash]),
    ));
