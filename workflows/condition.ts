import * as z from 'zod/mini';
import type { Channel } from './channels.ts';
import { type Comparable, testSchema } from './event-filter.ts';
import { channel, identifier, topic } from './events/fields.ts';
import { type Ref, refSchema } from './reference.ts';
import type { Test } from './task.ts';
import type { Topic } from './topics.ts';

/** What a branch asks: of the events that the journey saved (`value`), or of the person as they are by then. */
export type Condition =
  | { readonly value: Ref; readonly is: Test }
  | { readonly trait: string; readonly is: Test }
  | { readonly consent: { readonly channel: Channel; readonly topic: string } }
  | { readonly segment: string }
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition };

const several = () => z.readonly(z.array(conditionSchema).check(z.minLength(1)));

export const conditionSchema: z.ZodMiniType<Condition> = z.lazy(() =>
  z.union(
    [
      z.strictObject({ value: refSchema, is: testSchema }),
      z.strictObject({ trait: z.string().check(z.minLength(1)), is: testSchema }),
      z.strictObject({ consent: z.strictObject({ channel, topic }) }),
      z.strictObject({ segment: identifier }),
      z.strictObject({ all: several() }),
      z.strictObject({ any: several() }),
      z.strictObject({ not: conditionSchema }),
    ],
    {
      error: 'must be a condition: value(…), trait(…), consentTo(…), inSegment(…), all(…), any(…) or not(…)',
    },
  ),
);

/** Asks a property of an event that the journey saved. */
export const value = <T>(of: Ref<T>, is: Comparable<T>): Condition => ({ value: of, is });
/** Asks a trait of the profile, by its dotted path. */
export const trait = (path: string, is: Test): Condition => ({ trait: path, is });
/** Asks whether the person may be sent marketing on this topic through this channel. */
export const consentTo = (channel: Channel, topic: Topic): Condition => ({ consent: { channel, topic } });
/** Asks whether the person is in a segment; one that there is not has nobody in it. */
export const inSegment = (segment: string): Condition => ({ segment });
export const all = (...conditions: readonly Condition[]): Condition => ({ all: conditions });
export const any = (...conditions: readonly Condition[]): Condition => ({ any: conditions });
export const not = (condition: Condition): Condition => ({ not: condition });
