import * as z from 'zod/mini';
import { secretKey } from './signature.ts';

const url = z
  .string()
  .check(
    z.refine(
      (text) => URL.canParse(text) && /^https:\/\/[^@]+$/.test(text),
      'must be an https address without a user name',
    ),
  );

const secret = z.pipe(
  z
    .string()
    .check(
      z.refine((text) => secretKey(text) !== undefined, 'must be whsec_ and 24 to 64 random bytes in base64'),
    ),
  z.transform((text) => secretKey(text) ?? Buffer.alloc(0)),
);

/**
 * Systems of the business that are told of messages, as the owner lists them: `[{"id": "crm", "url": "https://…",
 * "secrets": ["whsec_…"]}]`. While a secret is changed there are two, the new one first.
 */
export const endpointsSchema = z.array(
  z.object({
    id: z.string().check(z.regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'must be 1 to 40 of a-z 0-9 -')),
    url,
    secrets: z
      .array(secret)
      .check(z.minLength(1, 'must name a secret'), z.maxLength(2, 'must be two at most')),
  }),
);

export type Endpoints = z.output<typeof endpointsSchema>;
