import * as z from 'zod/mini';
import type { Access } from './access.ts';

const grantSchema = z.object({
  access_token: z.string().check(z.minLength(1)),
  expires_in: z.optional(z.number()),
});

/** A token is renewed so long before its end, in milliseconds, that no call is made with one that ends on the way. */
const margin = 60_000;

/** What a token is good for where nobody says, in seconds. */
const usualLifetime = 3_600;

/** In milliseconds. */
const usualPatience = 10_000;

/** No token could be had: the issuer is silent, or the owner's right was withdrawn. The text names no secret. */
export class NoAccess extends Error {
  override readonly name = 'NoAccess';
}

/** The tokens of the networks, asked for when they are needed and kept while they last. */
export class AccessTokens {
  readonly #kept = new Map<string, { readonly token: string; readonly until: number }>();
  readonly #patience: number;

  /** @param patience how long an issuer may take to answer, in milliseconds */
  constructor(patience = usualPatience) {
    this.#patience = patience;
  }

  /** @throws NoAccess */
  async token(network: string, access: Access, now: Date): Promise<string> {
    if ('accessToken' in access) return access.accessToken;
    const kept = this.#kept.get(network);
    if (kept && kept.until > now.getTime()) return kept.token;
    const { access_token: token, expires_in = usualLifetime } = await grant(access, this.#patience);
    this.#kept.set(network, { token, until: now.getTime() + expires_in * 1000 - margin });
    return token;
  }

  /** The token was refused: the next one is asked for anew. */
  forget(network: string): void {
    this.#kept.delete(network);
  }
}

async function grant(access: Exclude<Access, { accessToken: string }>, patience: number) {
  const { tokenUrl, refreshToken, clientId, clientSecret } = access;
  const { origin } = new URL(tokenUrl);
  try {
    const response = await fetch(tokenUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({
        grant_type: 'refresh_token',
        refresh_token: refreshToken,
        client_id: clientId,
        client_secret: clientSecret,
      }).toString(),
      signal: AbortSignal.timeout(patience),
    });
    const granted = grantSchema.safeParse(JSON.parse(await response.text()));
    if (granted.success) return granted.data;
    throw new NoAccess(`${origin} gave no token: http ${response.status}`);
  } catch (error) {
    if (error instanceof NoAccess) throw error;
    throw new NoAccess(`${origin} gave no token: ${error instanceof Error ? error.name : 'no answer'}`);
  }
}
