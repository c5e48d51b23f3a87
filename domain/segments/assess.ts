import type { Profile } from '../people/profile.ts';
import type { KnownSegment } from './catalogue.ts';
import { evaluate } from './language/evaluate.ts';
import type { Memory } from './language/memory/recollection.ts';
import { personView } from './language/person-view.ts';

/**
 * Memberships that change in one look at the most: an event may take two looks, each change is an item, and a
 * transaction may have 100. What is left follows in another.
 */
const mostChanges = 30;

/** Whom segments are held against, and what is asked. */
export interface Assessed {
  readonly profile: Profile;
  readonly memory: Memory;
  /** Ids of the segments that the person is in so far. */
  readonly members: ReadonlySet<string>;
  readonly at: Date;
  /** The business's zone, for people of whose own nothing is known. */
  readonly timezone: string;
}

/** How a person stands to the segments that were asked about. */
export interface Assessment {
  readonly members: ReadonlySet<string>;
  readonly entered: readonly string[];
  readonly left: readonly string[];
  /** The first moment at which time alone may change one of the answers, ISO 8601. */
  readonly changesAt?: string;
  /** Whether there were more changes than one transaction takes: the others are to be looked for at once. */
  readonly isCut: boolean;
}

/**
 * Asks segments about a person, and those besides that read a segment whose answer changed.
 * @param segments in the catalogue's order
 * @param asked ids of those that are asked whatever the others answer
 */
export function assess(
  segments: readonly KnownSegment[],
  asked: ReadonlySet<string>,
  { profile, memory, members: before, at, timezone }: Assessed,
): Assessment {
  const members = new Set(before);
  const view = personView(profile, members, timezone, at);
  const changed = new Set<string>();
  let changesAt: string | undefined;
  let isCut = false;
  for (const segment of segments) {
    const { id, reads } = segment;
    if (!asked.has(id) && !reads.segments.some((each) => changed.has(each))) continue;
    const answer = evaluate(segment, view, memory, at);
    if (answer.in !== members.has(id)) {
      isCut = changed.size === mostChanges;
      if (isCut) break;
      changed.add(id);
      if (answer.in) members.add(id);
      else members.delete(id);
    }
    if (answer.changesAt && (!changesAt || answer.changesAt < changesAt)) changesAt = answer.changesAt;
  }
  const isIn = (id: string): boolean => members.has(id);
  return {
    members,
    entered: [...changed].filter(isIn),
    left: [...changed].filter((id) => !isIn(id)),
    ...(changesAt && { changesAt }),
    isCut,
  };
}

/** Ids of segments and of all that read them, also through others. */
export function withReaders(
  segments: readonly KnownSegment[],
  ids: ReadonlySet<string>,
): ReadonlySet<string> {
  const all = new Set(ids);
  for (const { id, reads } of segments) if (reads.segments.some((each) => all.has(each))) all.add(id);
  return all;
}
