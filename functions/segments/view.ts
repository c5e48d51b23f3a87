import type * as z from 'zod/mini';
import { readSegment } from '../../domain/segments/catalogue.ts';
import type { Business } from '../../domain/segments/language/kind.ts';
import { type CompiledSegment, compileSegment } from '../../domain/segments/language/segment.ts';
import { countMembers } from '../../domain/segments/members.ts';
import { progressOf } from '../../domain/segments/progress.ts';
import type { Segment } from '../../domain/segments/segment.ts';
import type { Table } from '../../domain/table.ts';
import { Problem } from '../shared/http/problem.ts';
import type { Outside } from './route.ts';
import type { segmentShape, summaryShape } from './shapes.ts';

/** A segment that is not being let go. @throws Problem 404 */
export async function findSegment(table: Pick<Table, 'get'>, id: string): Promise<Segment> {
  const segment = await readSegment(table, id);
  if (!segment || segment.status === 'leaving') throw new Problem(404, `segment: there is no "${id}"`);
  return segment;
}

/** A segment that can be asked. @throws Problem 404, 409 for one that cannot be understood any more */
export async function findCompiled(
  { table, business }: Pick<Outside, 'table' | 'business'>,
  id: string,
): Promise<CompiledSegment> {
  const compiled = compileSegment(await findSegment(table, id), business);
  if (compiled.ok) return compiled.segment;
  throw new Problem(409, `segment: "${id}" cannot be asked, ${compiled.complaints[0]?.reason}; save it anew`);
}

export function summaryView(segment: Segment, business: Business): z.output<typeof summaryShape> {
  const { id, name, version, savedAt, status } = segment;
  const compiled = compileSegment(segment, business);
  return {
    id,
    name,
    sentence: compiled.ok ? compiled.segment.says : null,
    status: compiled.ok ? (status === 'ready' ? 'ready' : 'building') : 'broken',
    version,
    savedAt,
  };
}

export async function segmentView(
  segment: Segment,
  { table, business }: Pick<Outside, 'table' | 'business'>,
): Promise<z.output<typeof segmentShape>> {
  const compiled = compileSegment(segment, business);
  const [people, progress] = await Promise.all([
    countMembers(table, segment.id),
    segment.status === 'ready' ? 1 : progressOf(table, segment),
  ]);
  return {
    ...summaryView(segment, business),
    where: segment.where,
    progress,
    people,
    problem: compiled.ok ? null : (compiled.complaints[0]?.reason ?? null),
  };
}
