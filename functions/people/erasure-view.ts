import * as z from 'zod/mini';
import type { Erasure } from '../../domain/people/erasure/erasures.ts';
import { instant } from '../shared/api/shapes.ts';

export const erasureShape = z.object({
  id: z.string(),
  /** `running` until nothing was found a second time, a quarter of an hour or more after the first. */
  status: z.enum(['running', 'done']),
  requestedAt: instant,
  /** The key that asked for it. */
  by: z.string(),
  finishedAt: z.nullable(instant),
  deleted: z.record(z.string(), z.int()),
});

export const erasureView = ({
  id,
  status,
  requestedAt,
  by,
  finishedAt,
  counts,
}: Erasure): z.output<typeof erasureShape> => ({
  id,
  status,
  requestedAt,
  by,
  finishedAt: finishedAt ?? null,
  deleted: { ...counts },
});
