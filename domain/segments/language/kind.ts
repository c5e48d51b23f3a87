import * as z from 'zod/mini';
import { type Complaint, complaints } from '../../../workflows/sentences.ts';
import type { Coordinates } from '../../centre/coordinates.ts';
import type { Question } from './question.ts';

/** What conditions may name of the business. */
export interface Business {
  /** Where it is, the centre's `location`; undefined where its settings do not say. */
  readonly place?: Coordinates | undefined;
  /** Its journeys by their ids, and whether they tell of their runs; absent: any is taken for granted. */
  readonly journeys?: ReadonlyMap<string, boolean> | undefined;
}

type Asked = { readonly question: Question } | { readonly complaints: readonly Complaint[] };

/** A kind of condition: how it is written, and what it asks. */
export interface Kind<Schema extends z.ZodMiniType = z.ZodMiniType> {
  readonly schema: Schema;
  read(value: unknown, business: Business): Asked;
}

/** @param ask what a condition of the kind asks, or why it cannot be asked of this business */
export const defineKind = <const Schema extends z.ZodMiniType>(
  schema: Schema,
  ask: (condition: z.output<Schema>, business: Business) => Question | Complaint,
): Kind<Schema> => ({
  schema,
  read(value, business) {
    const checked = z.safeParse(schema, value);
    if (!checked.success) return { complaints: complaints(checked.error, value) };
    const asked = ask(checked.data, business);
    return 'reason' in asked ? { complaints: [asked] } : { question: asked };
  },
});
