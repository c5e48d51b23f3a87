import type * as z from 'zod/mini';
import { countAudience } from '../../domain/audiences/counts.ts';
import type { Table } from '../../domain/table.ts';
import { audiences } from '../../workflows/audiences.ts';
import { Problem } from '../shared/http/problem.ts';
import type { audienceShape } from './shapes.ts';

type AudienceView = z.output<typeof audienceShape>;

const known: readonly string[] = Object.keys(audiences);

/** An audience with its counts. @throws Problem 404 naming the audiences that there are */
export async function audienceView(table: Table, id: string): Promise<AudienceView> {
  const found = Object.entries(audiences).find(([each]) => each === id);
  if (!found) throw new Problem(404, `audience: unknown audience "${id}"; known: ${known.join(', ')}`);
  const { title, topic } = found[1];
  return { id, title, topic, ...(await countAudience(table, id)) };
}

export const everyAudience = (table: Table): Promise<AudienceView[]> =>
  Promise.all(known.map((id) => audienceView(table, id)));
