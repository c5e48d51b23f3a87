import type { Clock } from '../clock.ts';
import type { Faults } from '../faults.ts';
import type { Identities } from '../iam/identities.ts';
import type { Pace } from '../pace.ts';
import type { InvokeResult, ServiceContext } from '../service.ts';
import type { LoggedResult } from '../services/lambda/functions.ts';
import type { FunctionDeclaration } from '../template/declarations.ts';
import type { Usage } from '../usage.ts';
import type { Work } from '../work.ts';
import type { FunctionChance } from './chance.ts';
import { environmentOf } from './environment.ts';
import { failed } from './failure.ts';
import { type FunctionLog, unwritten } from './function-log.ts';
import { functionSurroundings } from './globals.ts';
import { LocalFunction } from './local-function.ts';
import { attachInProcess } from './sdk-client.ts';

/** Where functions look for those who attach to the AWS clients they make. */
const attachments = Symbol.for('aws-sdk.client-created');

export interface LambdaRuntimeOptions {
  readonly functions: readonly FunctionDeclaration[];
  readonly region: string;
  readonly awsOrigin: string;
  /** Where prepared bundles are kept. */
  readonly directory: string;
  /** Leaves clients alone, so that bundles go over the wire as they would in an account. */
  readonly wire: boolean;
  readonly clock: Clock;
  readonly work: Work;
  readonly usage: Usage;
  readonly faults: Faults;
  readonly identities: Identities;
  readonly log: FunctionLog;
  /** Whether a function's output reaches its log group. */
  readonly mayWriteLogs: (declared: FunctionDeclaration, logStreamName: string) => boolean;
  readonly fetch: typeof fetch;
  readonly chance: (declared: FunctionDeclaration) => FunctionChance;
  readonly pace: Pace;
  /** In [0, 1): request ids. */
  readonly random: () => number;
  readonly dispatch: ServiceContext['dispatch'];
}

/** Runs the template's functions from their bundles in this process. */
export class LambdaRuntime {
  readonly #functions = new Map<string, LocalFunction>();
  readonly #work: Work;
  readonly #log: FunctionLog;

  constructor(options: LambdaRuntimeOptions) {
    this.#work = options.work;
    this.#log = options.log;
    for (const declared of options.functions)
      this.#functions.set(declared.arn, localFunction(declared, options));
  }

  /** Runs a function with a copy of the payload and answers as Lambda would, counted as work. */
  async invoke(functionArn: string, payload: unknown): Promise<InvokeResult> {
    return (await this.invokeLogged(functionArn, payload)).result;
  }

  /** As `invoke`, with what the invocation printed. */
  async invokeLogged(functionArn: string, payload: unknown): Promise<LoggedResult> {
    const found = this.#functions.get(functionArn);
    if (!found)
      return {
        result: failed('ResourceNotFoundException', `Function not found: ${functionArn}`),
        requestId: '',
        log: () => [],
      };
    const invocation = found.begin();
    const { requestId } = invocation;
    const end = this.#work.begin();
    try {
      const result = await found.invoke(payload, invocation);
      const { name } = found.declared;
      const log = () =>
        this.#log.lines(name).flatMap((line) => (line.requestId === requestId ? [line.text] : []));
      return { result, requestId, log };
    } finally {
      end();
    }
  }

  /** The ARN of a function named by name, by ARN or by ARN with a qualifier; undefined if there is none. */
  arnOf(nameOrArn: string): string | undefined {
    if (!nameOrArn.startsWith('arn:')) return this.list().find(({ name }) => name === nameOrArn)?.arn;
    const arn = nameOrArn.split(':').slice(0, 7).join(':');
    return this.#functions.has(arn) ? arn : undefined;
  }

  list(): readonly FunctionDeclaration[] {
    return [...this.#functions.values()].map(({ declared }) => declared);
  }
}

function localFunction(declared: FunctionDeclaration, options: LambdaRuntimeOptions): LocalFunction {
  const { clock, identities, usage, faults, wire, dispatch, random } = options;
  const { name, roleArn } = declared;
  const logStreamName = `local/[$LATEST]/${name}`;
  identities.nameSession(roleArn, name);
  const log = options.mayWriteLogs(declared, logStreamName)
    ? options.log
    : unwritten(`${declared.arn}: its role may not write ${declared.logGroupArn}: what it prints is lost`);
  const environment = environmentOf(declared, {
    region: options.region,
    accessKeyId: identities.accessKeyId(roleArn),
    awsOrigin: options.awsOrigin,
    logStreamName,
  });
  const attach = (client: Parameters<typeof attachInProcess>[0]): void =>
    attachInProcess(client, dispatch, roleArn, random);
  return new LocalFunction({
    declared,
    usage,
    faults,
    log,
    logStreamName,
    directory: options.directory,
    pace: options.pace,
    random: options.random,
    surroundings: () =>
      functionSurroundings({
        functionName: name,
        environment,
        now: () => clock.now(),
        log,
        fetch: options.fetch,
        chance: options.chance(declared),
        extra: wire ? {} : { [attachments]: [attach] },
      }),
  });
}
