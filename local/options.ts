import type { LogLine } from './runtime/function-log.ts';
import type { ServicesOf } from './services.ts';

export interface CloudOptions {
  /** What `cdk synth` wrote. */
  readonly templateDir?: string | undefined;
  /** Directory of the state, or `:memory:`, or `:temporary:` (in memory until it outgrows 64 MiB). */
  readonly data?: string | undefined;
  /** Port of the public HTTP API, 0 for any; absent: reached in process only. */
  readonly port?: number | undefined;
  /** Port of AWS's own protocols, likewise. */
  readonly awsPort?: number | undefined;
  /** Milliseconds since 1970 at which the clock stands until it is advanced; absent: it ticks. */
  readonly frozenAt?: number | undefined;
  /** Functions reach the services over the AWS port, as they would in an account, instead of in process. */
  readonly wire?: boolean | undefined;
  /** Step Functions throttles calls as an account's default quotas do, by the local cloud's clock; absent: never. */
  readonly quotas?: boolean | undefined;
  /** Makes random values repeatable. */
  readonly seed?: number | undefined;
  /** Gets every line that functions print. */
  readonly log?: ((line: LogLine) => void) | undefined;
  /** Other services than the local cloud's own. */
  readonly services?: ServicesOf | undefined;
}
