import type { Usage } from './usage.ts';

/** List prices in dollars for one, us-east-1, 2026-11. */
const prices = {
  stateTransition: 0.025 / 1_000,
  lambdaInvocation: 0.2 / 1e6,
  lambdaGbSecond: 0.0000133334,
  readUnit: 0.125 / 1e6,
  writeUnit: 0.625 / 1e6,
  sqsRequest: 0.5 / 1e6,
  httpRequest: 1 / 1e6,
  schedulerInvocation: 1 / 1e6,
  eventbridgeEvent: 1 / 1e6,
  email: 0.16 / 1_000,
  emailReceived: 0.1 / 1_000,
  s3Put: 0.005 / 1_000,
  s3Get: 0.0004 / 1_000,
} as const;

export interface Price {
  /** Of AWS besides the messages, in dollars. */
  readonly aws: number;
  readonly messages: number;
}

/** What this usage costs. */
export function priceOf(usage: Usage): Price {
  const aws =
    usage.stateTransitions * prices.stateTransition +
    usage.lambdaInvocations * prices.lambdaInvocation +
    usage.lambdaGbSeconds * prices.lambdaGbSecond +
    usage.dynamodb.readUnits * prices.readUnit +
    usage.dynamodb.writeUnits * prices.writeUnit +
    usage.sqsRequests * prices.sqsRequest +
    usage.httpRequests * prices.httpRequest +
    usage.schedulerInvocations * prices.schedulerInvocation +
    usage.eventbridgeEvents * prices.eventbridgeEvent +
    usage.s3Puts * prices.s3Put +
    usage.s3Gets * prices.s3Get;
  return { aws, messages: usage.sesMessages * prices.email + usage.sesReceived * prices.emailReceived };
}
