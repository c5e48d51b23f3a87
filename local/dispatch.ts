import { AwsError } from './aws-error.ts';
import type { Faults, ServiceFault } from './faults.ts';
import type { Access } from './iam/access.ts';
import type { Surroundings } from './iam/condition-keys.ts';
import { checkEntrustedRole } from './iam/entrusted-roles.ts';
import type { Identities } from './iam/identities.ts';
import { refusal } from './iam/refusal.ts';
import type { Pace } from './pace.ts';
import type { Caller, Permission, Service, ServiceContext } from './service.ts';

export interface DispatchOptions {
  readonly services: ReadonlyMap<string, Service>;
  readonly access: Access;
  readonly identities: Identities;
  readonly faults: Faults;
  readonly surroundings: Surroundings;
  readonly pace: Pace;
}

/** The one way to every service: permissions are checked first, then faults that wait for the call, then it runs. */
export function dispatcher({
  services,
  access,
  identities,
  faults,
  surroundings,
  pace,
}: DispatchOptions): ServiceContext['dispatch'] {
  const authorise = (service: string, permission: Permission, caller: Caller): void => {
    const decision = access.decide(caller, permission);
    if (!decision.allowed) throw refusal(service, identities.principalOf(caller), permission, decision);
  };

  return async (serviceId: string, operation: string, input: unknown, caller: Caller): Promise<unknown> => {
    const service = services.get(serviceId);
    if (!service) {
      throw new AwsError('UnknownOperationException', `The local cloud has no service "${serviceId}".`);
    }
    const turn = pace.turn();
    if (turn) await turn;
    const isOwner = caller.roleArn === undefined && caller.service === undefined;
    if (!isOwner)
      for (const permission of service.permissions(operation, input))
        authorise(serviceId, permission, caller);
    checkEntrustedRole(serviceId, operation, input, access, surroundings);
    if (caller.roleArn === undefined) return service.call(operation, input, caller);
    const fault = faults.takeForService(serviceId, operation);
    if (fault && !fault.after) throw asError(fault);
    if (!fault) return service.call(operation, input, caller);
    await service.call(operation, input, caller);
    throw asError(fault);
  };
}

/** Others say it with 400. */
const throttlesWith429: ReadonlySet<string> = new Set(['lambda', 'sesv2', 'socialmessaging']);

function asError({ service, error, after }: ServiceFault): AwsError {
  const message = after
    ? `${error}: injected after ${service} took the call`
    : `${error}: injected before ${service}`;
  if (/Throttl|TooManyRequests|LimitExceeded|ThroughputExceeded/.test(error)) {
    return new AwsError(error, message, throttlesWith429.has(service) ? 429 : 400);
  }
  if (/Internal|ServiceFailure|^ServiceException/.test(error)) return new AwsError(error, message, 500);
  if (/Unavailable|Timeout/.test(error)) return new AwsError(error, message, 503);
  return new AwsError(error, message, 400);
}
