import type { CapturedMessage, MessageFilter } from './capture.ts';
import type { Cancel } from './clock.ts';
import { isControl } from './control/control.ts';
import { durationMs } from './duration.ts';
import type { Crash, Faults } from './faults.ts';
import { type Gate, gate } from './gate.ts';
import type { HttpRequest, HttpResponse } from './http-api/exchange.ts';
import { publicServer } from './http-api/server.ts';
import type { StatementUse } from './iam/access.ts';
import { type HttpInput, type HttpOutput, outputOf, requestFrom } from './in-process-http.ts';
import { stop } from './listen.ts';
import type { CloudOptions } from './options.ts';
import { type CloudParts, cloudParts } from './parts.ts';
import type { LogLine } from './runtime/function-log.ts';
import { streamMapping } from './services/lambda/streams/stream-mapping.ts';
import { eventSourceMapping } from './services/sqs/event-source-mapping.ts';
import { settle } from './settle.ts';
import { activateOwnersRules, deploy, seedOwnersParameters } from './template/deploy.ts';
import { kinds } from './template/kinds.ts';
import { seedOwnersNumbers } from './template/owners-numbers.ts';
import type { Usage } from './usage.ts';
import { awsServer } from './wire/aws-server.ts';

/** How long `close` waits for work under way, in milliseconds. */
const patienceMs = 5_000;

/** One synthesized template, run on this machine. */
export class Cloud {
  readonly faults: Faults;
  readonly usage: Usage;
  /** Where the ports are, if they are open. */
  readonly publicOrigin: string;
  readonly awsOrigin: string;
  /** The keys that stand for an owner's own. */
  readonly localKeys: readonly { readonly label: string; readonly value: string }[];
  readonly #parts: CloudParts;
  readonly #gates: readonly Gate[];
  readonly #mappings: readonly Cancel[];
  #closed: Promise<void> | undefined;

  private constructor(parts: CloudParts, gates: readonly Gate[], mappings: readonly Cancel[]) {
    this.#parts = parts;
    this.#gates = gates;
    this.#mappings = mappings;
    this.faults = parts.faults;
    this.usage = parts.usage;
    this.publicOrigin = parts.template.place.publicOrigin;
    this.awsOrigin = parts.template.place.awsOrigin;
    this.localKeys = parts.template.owners.LocalKeys ?? [];
  }

  /**
   * Reads the template, takes up the state that is there, makes what is not, and serves.
   * @throws Error that says what is wrong: a port in use, a resource that is not understood, a service's refusal.
   */
  static async open(options: CloudOptions = {}): Promise<Cloud> {
    const { port, awsPort = options.wire ? 0 : undefined } = options;
    const gates: Gate[] = [];
    let parts: CloudParts | undefined;
    try {
      const publicGate = port === undefined ? undefined : await gate(port, 'PORT');
      if (publicGate) gates.push(publicGate);
      const awsGate = awsPort === undefined ? undefined : await gate(awsPort, 'AWS_PORT');
      if (awsGate) gates.push(awsGate);

      parts = cloudParts(options, {
        publicOrigin: `http://localhost:${publicGate?.port ?? 3000}`,
        awsOrigin: `http://localhost:${awsGate?.port ?? 4566}`,
      });
      const { context, services, identities, store, template, declarations } = parts;
      const asOwner = (service: string, operation: string, input: unknown) =>
        context.dispatch(service, operation, input, {});
      await deploy(template, kinds, store, asOwner);
      await seedOwnersParameters(template, asOwner);
      await seedOwnersNumbers(template, asOwner);
      await activateOwnersRules(template, asOwner);
      const roleOf = new Map(declarations.functions.map(({ arn, roleArn }) => [arn, roleArn]));
      const mappings = [
        ...declarations.mappings.map((mapping) =>
          eventSourceMapping(context, { ...mapping, roleArn: roleOf.get(mapping.functionArn) }),
        ),
        ...declarations.streamMappings.map((mapping) =>
          streamMapping(context, { ...mapping, roleArn: roleOf.get(mapping.functionArn) }),
        ),
      ];

      const cloud = new Cloud(parts, gates, mappings);
      publicGate?.open(publicServer((request) => cloud.#answerOutside(request), console.error));
      awsGate?.open(
        awsServer({
          services,
          dispatch: context.dispatch,
          kept: () => store.kept(),
          callerOf: (accessKeyId) => identities.callerOf(accessKeyId, context.clock.now()),
        }),
      );
      return cloud;
    } catch (error) {
      await Promise.all(gates.map(({ server }) => stop(server)));
      parts?.release();
      throw error;
    }
  }

  /** Calls the HTTP API, or the control under `/_local/`, without a socket; the stage's request limits do not hold. */
  async http(method: string, target: string, input: HttpInput = {}): Promise<HttpOutput> {
    return outputOf(await this.#answer(requestFrom(method, target, input), false));
  }

  /** Calls an operation of a service as the owner. Throws `AwsError`. */
  call(service: string, operation: string, input: unknown = {}): Promise<unknown> {
    return this.#parts.context.dispatch(service, operation, input, {});
  }

  /** Milliseconds since 1970. */
  now(): number {
    return this.#parts.clock.now();
  }

  /** Resolves when no work is under way. */
  settle(): Promise<void> {
    return settle(this.#parts.work);
  }

  /**
   * Moves the clock forward, firing everything due on the way in order, and resolves to the new time when all is quiet.
   * @param by milliseconds, or an ISO 8601 duration as `P3D`.
   */
  advance(by: number | string): Promise<number> {
    const ms = typeof by === 'number' ? by : durationMs(by);
    if (ms === undefined || ms < 0) throw new RangeError(`advance: "${by}" is not a duration such as P3D`);
    return this.#parts.clock.advance(ms);
  }

  /** Has `visit` made once the clock has reached `at`, in milliseconds since 1970, among whatever else is due then; work until it resolves. */
  at(at: number, visit: () => Promise<void>): void {
    const { clock, work } = this.#parts;
    clock.at(at, () => void work.during(visit));
  }

  /**
   * The next invocation of a function dies once its n-th AWS call has taken effect; in process only.
   * @throws RangeError for a function that is not there: a crash that cannot happen proves nothing.
   */
  crash(crash: Crash): void {
    const names = this.#parts.declarations.functions.map(({ name }) => name);
    if (!names.includes(crash.function))
      throw new RangeError(`crash: no function "${crash.function}"; there are ${names.join(', ')}`);
    this.faults.crash(crash);
  }

  /** Of every captured message some members, one by one, oldest first. */
  eachMessage<Member extends keyof CapturedMessage>(
    ...members: readonly Member[]
  ): Generator<Pick<CapturedMessage, Member>> {
    return this.#parts.capture.each(members);
  }

  messages(filter: MessageFilter = {}): CapturedMessage[] {
    return this.#parts.capture.list(filter);
  }

  /** What the functions printed lately, oldest first. */
  logs(functionName?: string): readonly LogLine[] {
    return this.#parts.log.lines(functionName);
  }

  /** Every statement of the roles' policies with what it decided since the start. */
  coverage(): readonly StatementUse[] {
    return this.#parts.access.coverage();
  }

  /** Whether `close` was called. */
  get isClosed(): boolean {
    return this.#closed !== undefined;
  }

  /** Stops serving, waits a few seconds for work under way, and closes the state. Repeatable. */
  close(): Promise<void> {
    this.#closed ??= this.#close();
    return this.#closed;
  }

  async #close(): Promise<void> {
    await Promise.all(this.#gates.map(({ server }) => stop(server)));
    for (const end of this.#mappings) end();
    const patience = Promise.withResolvers<void>();
    const timer = setTimeout(patience.resolve, patienceMs);
    await Promise.race([this.settle(), patience.promise]);
    clearTimeout(timer);
    this.#parts.release();
  }

  /** An answer that leaves this process says nothing that its end could take back. */
  async #answerOutside(request: HttpRequest): Promise<HttpResponse> {
    const response = await this.#answer(request, true);
    await this.#parts.store.kept();
    return response;
  }

  #answer(request: HttpRequest, throttled: boolean): Promise<HttpResponse> {
    const { api, control } = this.#parts;
    return isControl(request) ? control.handle(request) : api.handle(request, throttled);
  }
}
