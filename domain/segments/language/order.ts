import type { CompiledSegment } from './segment.ts';

type Reading = Pick<CompiledSegment, 'id'> & { readonly reads: Pick<CompiledSegment['reads'], 'segments'> };

/** Segments so that each stands behind those that it reads; those of a circle stand in some order. */
export function inOrder<Segment extends Reading>(segments: readonly Segment[]): readonly Segment[] {
  const byId = new Map(segments.map((segment) => [segment.id, segment]));
  const ordered = new Set<Segment>();
  const begun = new Set<Segment>();
  const visit = (segment: Segment): void => {
    if (begun.has(segment)) return;
    begun.add(segment);
    for (const id of segment.reads.segments) {
      const read = byId.get(id);
      if (read) visit(read);
    }
    ordered.add(segment);
  };
  for (const segment of segments) visit(segment);
  return [...ordered];
}

/**
 * Why a segment may not stand among others, which may hold an older version of it: it reads one that there is none of, or
 * in the end itself, as `a reads b, b reads a`. Undefined where it may.
 */
export function misreading(segment: Reading, others: readonly Reading[]): string | undefined {
  const byId = new Map([...others, segment].map((each) => [each.id, each]));
  const unknown = segment.reads.segments.find((id) => !byId.has(id));
  if (unknown !== undefined)
    return `reads the segment ${unknown}, and there is none; save it first, or correct its id`;
  const circle = circleFrom(segment.id, segment.id, byId, new Set());
  return circle && `reads itself in a circle: ${circle.join(', ')}; take one of them out`;
}

/** The readings that lead from one segment to another, as `a reads b`. */
function circleFrom(
  from: string,
  to: string,
  byId: ReadonlyMap<string, Reading>,
  seen: Set<string>,
): readonly string[] | undefined {
  if (seen.has(from)) return undefined;
  seen.add(from);
  for (const read of byId.get(from)?.reads.segments ?? []) {
    const rest = read === to ? [] : circleFrom(read, to, byId, seen);
    if (rest) return [`${from} reads ${read}`, ...rest];
  }
  return undefined;
}
