import * as z from 'zod/mini';

/** What the owner's Meta app and we know alone: `{"appSecret": "…", "verifyToken": "…"}`. */
export const secretsSchema = z.object({
  /** Signs what Meta sends. */
  appSecret: z.string().check(z.minLength(8)),
  /** Made up by the owner, and asked for once, when the webhook is set up. */
  verifyToken: z.string().check(z.minLength(8)),
});

export type Secrets = z.output<typeof secretsSchema>;
