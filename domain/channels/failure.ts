import type { Handed } from './channel.ts';

/** A failure of a provider as an answer, with the provider's words. */
export const failedWith = (error: unknown, kind: Exclude<Handed['kind'], 'sent'>): Handed => ({
  kind,
  cause: error,
  reason: error instanceof Error ? `${error.name}: ${error.message}` : String(error),
});
