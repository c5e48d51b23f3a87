import { join, resolve } from 'node:path';
import { MessageCapture } from './capture.ts';
import { Control } from './control/control.ts';
import { dispatcher } from './dispatch.ts';
import { Faults } from './faults.ts';
import { HttpApi } from './http-api/http-api.ts';
import { Access } from './iam/access.ts';
import { assumptions } from './iam/assumptions.ts';
import { checkFunctionRoles, mayInvoke, mayWriteLogs } from './iam/function-roles.ts';
import { Identities } from './iam/identities.ts';
import type { CloudOptions } from './options.ts';
import { Outbound } from './outbound.ts';
import { machinePace } from './pace.ts';
import { randomFrom } from './random.ts';
import { machineChance, seededChance } from './runtime/chance.ts';
import { FunctionLog } from './runtime/function-log.ts';
import { LambdaRuntime } from './runtime/lambda-runtime.ts';
import { seededPace } from './seeded-pace.ts';
import type { Service, ServiceContext } from './service.ts';
import { localServices } from './services.ts';
import { stateFile } from './state-file.ts';
import { Store } from './store.ts';
import { readAssembly } from './template/assembly.ts';
import type { Declarations } from './template/declarations.ts';
import type { Place } from './template/place.ts';
import { Template } from './template/template.ts';
import { Usage } from './usage.ts';
import { VirtualClock } from './virtual-clock.ts';
import { Work } from './work.ts';

/** Everything that a cloud is made of. */
export interface CloudParts {
  readonly template: Template;
  readonly declarations: Declarations;
  readonly store: Store;
  readonly clock: VirtualClock;
  readonly work: Work;
  readonly usage: Usage;
  readonly faults: Faults;
  readonly capture: MessageCapture;
  readonly log: FunctionLog;
  readonly access: Access;
  readonly identities: Identities;
  readonly context: ServiceContext;
  readonly services: ReadonlyMap<string, Service>;
  readonly api: HttpApi;
  readonly control: Control;
  /** Stops the clock and closes the state. */
  release(): void;
}

/** The order of work and troubles are drawn apart from random values, so that one more id does not change them. */
const orderStream = 0x6f726472;
const weatherStream = 0x77746872;

/** Composes a cloud; nothing of the template is deployed yet, but what was there before goes on. */
export function cloudParts(
  options: CloudOptions,
  origins: Pick<Place, 'publicOrigin' | 'awsOrigin'>,
): CloudParts {
  const { templateDir = 'cdk.out', data = '.onward', frozenAt, wire = false, quotas = false, seed } = options;
  const assembly = readAssembly(templateDir);
  const place = {
    accountId: '123456789012',
    region: 'us-east-1',
    stackName: assembly.stackName,
    ...origins,
  };
  const template = new Template(assembly, place);
  const declarations = template.declarations();

  const store = new Store(stateFile(data));
  const work = new Work();
  const random = randomFrom(seed);
  const order = seed === undefined ? undefined : randomFrom(seed ^ orderStream);
  const pace = order ? seededPace(work, order) : machinePace(work);
  const usage = new Usage();
  const faults = new Faults(seed === undefined ? undefined : randomFrom(seed ^ weatherStream));
  const clock = new VirtualClock({ store, work, pace, frozenAt });
  const surroundings = { ...place, now: () => clock.now() };
  const access = new Access(declarations.attachedPolicies(), surroundings);
  checkFunctionRoles(declarations.functions, declarations, access);
  const capture = new MessageCapture(store);
  const outbound = new Outbound(store, clock, faults, pace);
  const identities = new Identities(place.accountId);
  const log = new FunctionLog(() => clock.now(), options.log);
  const services = new Map<string, Service>();
  const dispatch = dispatcher({ services, access, identities, faults, pace, surroundings });
  const functions = new LambdaRuntime({
    functions: declarations.functions,
    region: place.region,
    awsOrigin: place.awsOrigin,
    directory: join(resolve(templateDir), '.functions'),
    wire,
    clock,
    work,
    usage,
    faults,
    identities,
    log,
    mayWriteLogs: (declared, stream) => mayWriteLogs(declared, stream, access),
    dispatch,
    fetch: outbound.fetch,
    chance: ({ timeoutSeconds }) =>
      seed === undefined ? machineChance : seededChance(random, pace, timeoutSeconds * 1_000),
    pace,
    random,
  });
  const context: ServiceContext = {
    store,
    clock,
    work,
    usage,
    pace,
    faults,
    accountId: place.accountId,
    region: place.region,
    random,
    invoke: (functionArn, payload) => functions.invoke(functionArn, payload),
    dispatch,
  };
  const api = new HttpApi(declarations, context, (functionArn, sourceArn) =>
    mayInvoke(access, functionArn, { principal: 'apigateway.amazonaws.com', sourceArn }),
  );
  const made = (options.services ?? localServices)(context, {
    capture,
    functions,
    awsOrigin: place.awsOrigin,
    quotas,
    assume: assumptions(access, identities),
  });
  for (const service of made) services.set(service.id, service);
  const control = new Control({ capture, outbound, faults, clock, work, usage, services });
  return {
    template,
    declarations,
    store,
    clock,
    work,
    usage,
    faults,
    capture,
    log,
    access,
    identities,
    context,
    services,
    api,
    control,
    release() {
      clock.close();
      store.close();
    },
  };
}
