import * as z from 'zod/mini';
import type { Profile } from '../../domain/people/profile.ts';
import { instant } from '../shared/api/shapes.ts';

/** A person as lists and changes show them; `GET /v1/people/{id}` shows more. */
export const personSummaryShape = z.object({
  id: z.string(),
  createdAt: instant,
  identifiers: z.record(z.string(), z.array(z.string())),
  traits: z.record(z.string(), z.unknown()),
  /** Ids of the people who were merged into this one. */
  merged: z.array(z.string()),
});

export const personSummary = ({
  id,
  createdAt,
  identifiers,
  traits,
  merged = [],
}: Profile): z.output<typeof personSummaryShape> => ({
  id,
  createdAt,
  identifiers: Object.fromEntries(Object.entries(identifiers).map(([type, values]) => [type, [...values]])),
  traits: { ...traits },
  merged: [...merged],
});
