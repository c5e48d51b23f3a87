/** The local cloud's counters, as `GET /_local/usage` answers. */
export interface Usage {
  readonly stateTransitions: number;
  readonly lambdaInvocations: number;
  readonly lambdaGbSeconds: number;
  readonly dynamodb: { readonly readUnits: number; readonly writeUnits: number };
  readonly sqsRequests: number;
  readonly httpRequests: number;
  readonly schedulerInvocations: number;
  readonly sesMessages: number;
}

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
  email: 0.16 / 1_000,
} as const;

/** What this usage costs in dollars: AWS besides the messages, and the messages. */
export function priceOf(usage: Usage): { readonly aws: number; readonly messages: number } {
  const aws =
    usage.stateTransitions * prices.stateTransition +
    usage.lambdaInvocations * prices.lambdaInvocation +
    usage.lambdaGbSeconds * prices.lambdaGbSecond +
    usage.dynamodb.readUnits * prices.readUnit +
    usage.dynamodb.writeUnits * prices.writeUnit +
    usage.sqsRequests * prices.sqsRequest +
    usage.httpRequests * prices.httpRequest +
    usage.schedulerInvocations * prices.schedulerInvocation;
  return { aws, messages: usage.sesMessages * prices.email };
}
