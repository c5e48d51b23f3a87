import * as z from 'zod/mini';

const text = z.string().check(z.minLength(1));

/** A token that lasts until it is withdrawn. */
export const lastingSchema = z.object({ accessToken: text });

/** A token that lasts, or the right to ask for one (RFC 6749, section 6). */
export const accessSchema = z.union([
  lastingSchema,
  z.object({ refreshToken: text, clientId: text, clientSecret: text }),
]);

/** How we show a network who we are. */
export type Access =
  | { readonly accessToken: string }
  | {
      readonly refreshToken: string;
      readonly clientId: string;
      readonly clientSecret: string;
      readonly tokenUrl: string;
    };

/** The access that an account's settings give, with the address that a network renews tokens at. */
export const accessFrom = (settings: z.output<typeof accessSchema>, tokenUrl: string): Access =>
  'accessToken' in settings
    ? { accessToken: settings.accessToken }
    : {
        refreshToken: settings.refreshToken,
        clientId: settings.clientId,
        clientSecret: settings.clientSecret,
        tokenUrl,
      };

export const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

/** Our audiences' ids, each with the network's own. */
export const audiencesSchema = z.record(z.string(), text);

/** An account as its network reads it. @throws Error naming what is wrong where, and no value */
export function readAccount<Schema extends z.ZodMiniType>(
  schema: Schema,
  account: unknown,
): z.output<Schema> {
  const read = schema.safeParse(account);
  if (read.success) return read.data;
  throw new Error(read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; '));
}
