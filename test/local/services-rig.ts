import { Faults } from '../../local/faults.ts';
import { machinePace } from '../../local/pace.ts';
import { jsonCopy } from '../../local/runtime/json-copy.ts';
import type { InvokeResult, Service, ServiceContext } from '../../local/service.ts';
import type { FunctionRegistry } from '../../local/services/lambda/functions.ts';
import { settle } from '../../local/settle.ts';
import { Store } from '../../local/store.ts';
import { Usage } from '../../local/usage.ts';
import { VirtualClock } from '../../local/virtual-clock.ts';
import { Work } from '../../local/work.ts';

type Handler = (payload: unknown) => unknown;

/** A local cloud without a template: a frozen clock, services by hand, functions as plain handlers. */
export class ServicesRig {
  readonly store: Store;
  readonly work = new Work();
  readonly usage = new Usage();
  readonly clock: VirtualClock;
  readonly services = new Map<string, Service>();
  /** By ARN. A handler that throws makes the function fail. */
  readonly functions = new Map<string, Handler>();
  /** Calls of services by services, as `service:Operation`, with the role that made them. */
  readonly dispatched: {
    readonly call: string;
    readonly input: unknown;
    readonly roleArn: string | undefined;
  }[] = [];
  readonly context: ServiceContext;

  constructor({ store = new Store(':memory:'), at = '2026-11-16T09:00:00Z' } = {}) {
    this.store = store;
    this.clock = new VirtualClock({ store: this.store, work: this.work, frozenAt: Date.parse(at) });
    let seed = 1;
    this.context = {
      store: this.store,
      work: this.work,
      usage: this.usage,
      clock: this.clock,
      pace: machinePace(this.work),
      faults: new Faults(),
      accountId: '123456789012',
      region: 'us-east-1',
      random: () => {
        seed = (seed * 48_271) % 2_147_483_647;
        return seed / 2_147_483_647;
      },
      invoke: (functionArn, payload) => this.work.during(() => this.#invoke(functionArn, payload)),
      dispatch: async (service, operation, input, caller) => {
        this.dispatched.push({ call: `${service}:${operation}`, input, roleArn: caller.roleArn });
        return this.serviceOf(service).call(operation, input, caller);
      },
    };
  }

  add(service: Service): Service {
    this.services.set(service.id, service);
    return service;
  }

  serviceOf(id: string): Service {
    const service = this.services.get(id);
    if (!service) throw new Error(`no service ${id} on the rig`);
    return service;
  }

  /** The local cloud ends and starts again on the same state, without its services yet. Functions are the same. */
  restarted(at?: string): ServicesRig {
    this.clock.close();
    const next = new ServicesRig({ store: this.store, ...(at !== undefined && { at }) });
    for (const [arn, handler] of this.functions) next.functions.set(arn, handler);
    return next;
  }

  /** Calls an operation as the owner; `T` says what the test expects back. */
  async call<T = Record<string, unknown>>(
    service: string,
    operation: string,
    input: unknown = {},
  ): Promise<T> {
    return (await this.serviceOf(service).call(operation, input, {})) as T;
  }

  /** The functions as Lambda lists them. */
  registry(): FunctionRegistry {
    const list = () =>
      [...this.functions.keys()].map((arn) => ({
        name: arn.slice(arn.lastIndexOf(':') + 1),
        arn,
        handler: 'index.handler',
        roleArn: 'arn:aws:iam::123456789012:role/function',
        memoryMb: 256,
        timeoutSeconds: 10,
        environment: {},
      }));
    return {
      list,
      invokeLogged: async (functionArn, payload) => ({
        result: await this.context.invoke(functionArn, payload),
        requestId: 'request',
        log: () => ['printed'],
      }),
      arnOf: (nameOrArn) => list().find(({ name, arn }) => [name, arn].includes(nameOrArn))?.arn,
    };
  }

  settle(): Promise<void> {
    return settle(this.work);
  }

  advance(ms: number): Promise<number> {
    return this.clock.advance(ms);
  }

  async #invoke(functionArn: string, payload: unknown): Promise<InvokeResult> {
    const handler = this.functions.get(functionArn);
    if (!handler) throw new Error(`no function ${functionArn} on the rig`);
    try {
      return { payload: await handler(jsonCopy(payload)) };
    } catch (error) {
      const { name, message } = error instanceof Error ? error : new Error(String(error));
      return { error: { errorType: name, errorMessage: message } };
    }
  }
}
