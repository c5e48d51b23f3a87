import type { RouteLimit } from '../template/declarations.ts';
import { TokenBucket } from '../token-bucket.ts';

/** What an account has in a Region if nothing says otherwise. */
const accountLimit = { rate: 10_000, burst: 5_000 };

/** Lets as many calls through as a stage or a route allows, by the machine's clock. */
export const throttle = ({ rate = accountLimit.rate, burst = accountLimit.burst }: RouteLimit): TokenBucket =>
  new TokenBucket({ rate, burst }, () => performance.now());
