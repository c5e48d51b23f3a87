/**
 * How often the clients of providers of messages may call: not again as all others do, since after a lost answer that
 * would send a second message. None of them takes an idempotency token.
 */
export const oneAttempt = 1;
