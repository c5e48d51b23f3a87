import * as z from 'zod/mini';

/** Shapes that several functions' routes share. */

export { instant } from '../../../workflows/events/fields.ts';

/** What a list is asked for, page by page: `cursor` is the `next` of the page before. */
export const pageOf = {
  limit: z._default(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(200)), 50),
  cursor: z.optional(z.string()),
};

export const listOf = <T extends z.ZodMiniType>(item: T) =>
  z.object({ items: z.array(item), next: z.nullable(z.string()) });

/** `per_…`, or an identifier with its type in front. */
export const personId = z
  .string()
  .check(
    z.regex(
      /^(per_[a-z2-7]{24}|(userId|email|phone|messenger|anonymousId):.+)$/,
      'must be a person id (per_…) or an identifier as email:a@b.c, phone:+15551234567, userId:42 or anonymousId:…',
    ),
  );
