import type { Crash, HostFault, ServiceFault } from './faults.ts';

/** How often trouble comes, from 0 to 1 of its occasions. */
export interface Rates {
  /** Calls of AWS services by functions and state machines. */
  readonly calls: number;
  /** Calls to other hosts. */
  readonly hosts: number;
  /** Invocations of functions that die or run out of time. */
  readonly invocations: number;
  /** What SNS, EventBridge, Scheduler and asynchronous invocations bring: brought twice, or late. */
  readonly deliveries: number;
}

/** What a service says when it is asked too often; `ThrottlingException` where it is not here. */
const throttled: Readonly<Record<string, string>> = {
  lambda: 'TooManyRequestsException',
  sesv2: 'TooManyRequestsException',
  socialmessaging: 'ThrottledRequestException',
  sqs: 'RequestThrottled',
};

/** What a service says when it fails by itself; `InternalFailure` where it is not here. */
const broken: Readonly<Record<string, string>> = {
  dynamodb: 'InternalServerError',
  dynamodbstreams: 'InternalServerError',
  lambda: 'ServiceException',
  pinpointsmsvoicev2: 'InternalServerException',
  socialmessaging: 'InternalServiceException',
};

/** AWS calls after which an invocation dies at the latest; those that make fewer live. */
const mostCalls = 12;

/** Trouble that comes by itself, at rates, drawn from one source of chance and counted by kind. */
export class Weather {
  readonly #random: () => number;
  readonly #rates: Rates;
  readonly #counts: Map<string, number>;

  /** @param counts what is counted under, by kind; goes on where it stands. */
  constructor(random: () => number, rates: Rates, counts: Map<string, number>) {
    this.#random = random;
    this.#rates = rates;
    this.#counts = counts;
  }

  ofService(service: string, operation: string): ServiceFault | undefined {
    if (!this.#strikes(this.#rates.calls)) return undefined;
    const name = `${service}:${operation}`;
    const fault = { service, operation, times: 1 };
    return this.#oneOf(
      () =>
        this.#count(`throttled ${name}`, { ...fault, error: throttled[service] ?? 'ThrottlingException' }),
      () => this.#count(`5xx from ${name}`, { ...fault, error: broken[service] ?? 'InternalFailure' }),
      () => this.#count(`call lost ${name}`, { ...fault, error: 'TimeoutError' }),
      () => this.#count(`answer lost ${name}`, { ...fault, error: 'TimeoutError', after: true }),
    );
  }

  ofHost(host: string): HostFault | undefined {
    if (!this.#strikes(this.#rates.hosts)) return undefined;
    return this.#oneOf<HostFault>(
      () => this.#count(`429 from ${host}`, { host, status: 429, times: 1 }),
      () => this.#count(`503 from ${host}`, { host, status: 503, times: 1 }),
      () => this.#count(`call lost ${host}`, { host, error: 'ECONNRESET', times: 1 }),
      () => this.#count(`answer lost ${host}`, { host, error: 'ECONNRESET', after: true, times: 1 }),
    );
  }

  ofInvocation(name: string): Crash | undefined {
    if (!this.#strikes(this.#rates.invocations)) return undefined;
    const crash = { function: name, afterCall: Math.floor(this.#random() * (mostCalls + 1)) };
    return this.#oneOf(
      () => this.#count(`crash ${name}`, crash),
      () => this.#count(`time-out ${name}`, { ...crash, timesOut: true }),
    );
  }

  /** Whether a delivery is refused for now, or made once more although it was taken. */
  ofDelivery(kind: string): 'refused' | 'repeated' | undefined {
    if (!this.#strikes(this.#rates.deliveries)) return undefined;
    return this.#oneOf(
      () => this.#count(`delivery refused ${kind}`, 'refused' as const),
      () => this.#count(`delivery repeated ${kind}`, 'repeated' as const),
    );
  }

  #strikes(rate: number): boolean {
    return rate > 0 && this.#random() < rate;
  }

  #oneOf<T>(...choices: readonly (() => T)[]): T {
    return choices[Math.floor(this.#random() * choices.length)]!();
  }

  #count<T>(kind: string, trouble: T): T {
    this.#counts.set(kind, (this.#counts.get(kind) ?? 0) + 1);
    return trouble;
  }
}
