import type { Faults } from '../faults.ts';
import type { Pace } from '../pace.ts';
import type { InvokeResult } from '../service.ts';
import { uuid } from '../services/unique-id.ts';
import type { FunctionDeclaration } from '../template/declarations.ts';
import type { Usage } from '../usage.ts';
import { type PreparedBundle, prepareBundle } from './bundle.ts';
import { answered, crashed, notLoaded, thrown, timedOut } from './failure.ts';
import type { LogSink } from './function-log.ts';
import type { FunctionSurroundings } from './globals.ts';
import { type LambdaHandler, type LoadedInstance, loadInstance } from './instance.ts';
import { currentInvocation, Invocation } from './invocation.ts';
import { jsonCopy } from './json-copy.ts';
import { lambdaContext } from './lambda-context.ts';

export interface LocalFunctionOptions {
  readonly declared: FunctionDeclaration;
  readonly usage: Usage;
  readonly faults: Faults;
  readonly log: LogSink;
  readonly logStreamName: string;
  readonly directory: string;
  readonly pace: Pace;
  readonly random: () => number;
  readonly surroundings: () => FunctionSurroundings;
}

interface Instance {
  readonly loaded: Promise<LoadedInstance>;
  /** Invocations under way in it. */
  running: number;
}

/**
 * One function of the template. All its invocations share one instance, where Lambda would start as many as run at
 * once; an invocation that dies takes the instance with it, and the next one starts cold. One that is to die is alone
 * in its instance from the start: what it began, and others would wait for, as a setting being read, never comes.
 */
export class LocalFunction {
  readonly declared: FunctionDeclaration;
  readonly #options: LocalFunctionOptions;
  /** The one that invocations share. */
  #shared: Instance | undefined;
  /** What is deployed does not change. */
  #bundle: Promise<PreparedBundle> | undefined;

  constructor(options: LocalFunctionOptions) {
    this.declared = options.declared;
    this.#options = options;
  }

  /** Names an invocation before it runs, so that its log can be found. */
  begin(): Invocation {
    const { declared, faults, random } = this.#options;
    return new Invocation(uuid(random), faults.takeCrash(declared.name));
  }

  async invoke(payload: unknown, invocation = this.begin()): Promise<InvokeResult> {
    const { declared, log, usage } = this.#options;
    const instance = invocation.crash ? this.#alone() : this.#together();
    instance.running += 1;
    const loaded = await instance.loaded;
    const startedAt = performance.now();
    const result = 'error' in loaded ? loaded : await this.#run(loaded.handler, payload, invocation);
    instance.running -= 1;
    if (this.#shared === instance && ('error' in loaded || invocation.dead)) this.#shared = undefined;
    if ('error' in result) {
      const report = `ERROR\tInvoke Error\t${JSON.stringify(result.error)}`;
      currentInvocation.run(invocation, () => log.write(declared.name, 'stderr', report));
    }
    usage.lambdaInvocations += 1;
    const billedMs = Math.max(1, Math.ceil(performance.now() - startedAt));
    usage.lambdaGbSeconds += (billedMs / 1_000) * (declared.memoryMb / 1_024);
    return result;
  }

  #start(): Instance {
    return { loaded: this.#options.pace.outside(() => this.#load()), running: 0 };
  }

  #together(): Instance {
    this.#shared ??= this.#start();
    return this.#shared;
  }

  /** The shared instance if nobody is in it, who comes next starts cold; else another. */
  #alone(): Instance {
    const idle = this.#shared?.running === 0 ? this.#shared : undefined;
    if (idle) this.#shared = undefined;
    return idle ?? this.#start();
  }

  async #load(): Promise<LoadedInstance> {
    const { declared, directory, surroundings } = this.#options;
    const moduleName = declared.handler.slice(0, declared.handler.lastIndexOf('.'));
    try {
      this.#bundle ??= prepareBundle(declared.directory, moduleName, directory);
      return await loadInstance(await this.#bundle, declared.handler, surroundings());
    } catch (error) {
      return notLoaded(error);
    }
  }

  #run(handler: LambdaHandler, payload: unknown, invocation: Invocation): Promise<InvokeResult> {
    const { declared, logStreamName, pace } = this.#options;
    const { requestId } = invocation;
    const death = invocation.crash?.timesOut
      ? timedOut(requestId, declared.timeoutSeconds)
      : crashed(requestId);
    if (invocation.crash?.afterCall === 0) {
      invocation.die();
      return Promise.resolve(death);
    }
    return new Promise((resolve) => {
      const inTime = pace.limit(declared.timeoutSeconds * 1_000, () => {
        invocation.die();
        resolve(timedOut(requestId, declared.timeoutSeconds));
      });
      const finish = (result: InvokeResult): void => {
        inTime();
        resolve(result);
      };
      invocation.died.then(() => finish(death));
      const event = payload === undefined ? {} : jsonCopy(payload);
      const context = lambdaContext(declared, requestId, logStreamName);
      currentInvocation
        .run(invocation, async () => handler(event, context))
        .then(
          (value) => finish(answered(value)),
          (error) => finish(thrown(error)),
        );
    });
  }
}
