import { type Rates, Weather } from './weather.ts';

/** The next `times` calls of a service by functions and state machines fail so. */
export interface ServiceFault {
  /** As in `Service.id`: `sesv2`. */
  readonly service: string;
  /** Only calls of this operation; any if absent. */
  readonly operation?: string | undefined;
  /** The error's name, as `ThrottlingException`, or `TimeoutError` for an answer that does not come. */
  readonly error: string;
  readonly times: number;
  /** The call takes effect before it fails: its answer is lost. */
  readonly after?: boolean | undefined;
}

/** The next `times` calls to an outside host are answered so, or not at all. */
export type HostFault = HostAnswer | HostFailure;

export interface HostAnswer {
  readonly host: string;
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly times: number;
}

interface HostFailure {
  readonly host: string;
  readonly error: ConnectionError;
  /** The host took the call, and its answer was lost on the way. */
  readonly after?: boolean | undefined;
  readonly times: number;
}

/** `TimeoutError`: the caller's patience ends before the host answers. `ECONNRESET`: the host hangs up. */
export const connectionErrors = ['TimeoutError', 'ECONNRESET'] as const;
export type ConnectionError = (typeof connectionErrors)[number];

/** The next invocation of a function dies once its n-th AWS call has taken effect; 0: before it does anything. */
export interface Crash {
  readonly function: string;
  readonly afterCall: number;
  /** It hangs until its time is over, where it would be lost at once. */
  readonly timesOut?: boolean | undefined;
}

type Counted<T> = T & { left: number };

/** Troubles waiting to happen, the oldest first, and those that come by themselves. */
export class Faults {
  /** How often trouble came by itself, by kind. */
  readonly counts = new Map<string, number>();
  readonly #random: () => number;
  #weather: Weather | undefined;
  #services: Counted<ServiceFault>[] = [];
  #hosts: Counted<HostFault>[] = [];
  #crashes: Crash[] = [];

  /** @param random what decides when and which trouble comes by itself. */
  constructor(random: () => number = Math.random) {
    this.#random = random;
  }

  /** From now on trouble comes by itself, so often; none when undefined. What was added waits as before. */
  weather(rates: Rates | undefined): void {
    this.#weather = rates && new Weather(this.#random, rates, this.counts);
  }

  add(fault: ServiceFault | HostFault): void {
    if ('service' in fault) this.#services.push({ ...fault, left: fault.times });
    else this.#hosts.push({ ...fault, left: fault.times });
  }

  crash(crash: Crash): void {
    this.#crashes.push(crash);
  }

  takeForService(service: string, operation: string): ServiceFault | undefined {
    const fault = this.#services.find(
      (each) => each.service === service && (each.operation === undefined || each.operation === operation),
    );
    if (!fault) return this.#weather?.ofService(service, operation);
    if (--fault.left <= 0) this.#services.splice(this.#services.indexOf(fault), 1);
    return fault;
  }

  takeForHost(host: string): HostFault | undefined {
    const fault = this.#hosts.find((each) => each.host === host);
    if (!fault) return this.#weather?.ofHost(host);
    if (--fault.left <= 0) this.#hosts.splice(this.#hosts.indexOf(fault), 1);
    return fault;
  }

  /** How the invocation that begins now has to die; undefined for one that lives. */
  takeCrash(functionName: string): Crash | undefined {
    const index = this.#crashes.findIndex((each) => each.function === functionName);
    return index < 0 ? this.#weather?.ofInvocation(functionName) : this.#crashes.splice(index, 1)[0];
  }

  /** What becomes of a delivery of this kind that would go well. */
  takeForDelivery(kind: string): 'refused' | 'repeated' | undefined {
    return this.#weather?.ofDelivery(kind);
  }
}
