import type * as z from 'zod/mini';
import type { RunRecord } from '../../domain/runs/run-record.ts';
import type { runShape } from './shapes.ts';

/** A run as lists show it. */
export const runView = ({
  id,
  journey,
  version,
  status,
  step,
  startedAt,
  endedAt,
}: RunRecord): z.output<typeof runShape> => ({
  id,
  journey,
  version,
  status,
  step: step ?? null,
  startedAt,
  endedAt: endedAt ?? null,
});
