import { AwsError } from './aws-error.ts';
import type { Faults, ServiceFault } from './faults.ts';
import type { Access } from './iam/access.ts';
import type { Identities } from './iam/identities.ts';
import type { Caller, Permission, Service, ServiceContext } from './service.ts';

/** Services whose protocol answers a refused permission with 400; the others answer 403. */
const refuseWith400 = new Set(['dynamodb', 'sfn', 'ssm', 'sqs', 'eventbridge']);

export interface DispatchOptions {
  readonly services: ReadonlyMap<string, Service>;
  readonly access: Access;
  readonly identities: Identities;
  readonly faults: Faults;
}

/** The one way to every service: permissions are checked first, then faults that wait for the call, then it runs. */
export function dispatcher({
  services,
  access,
  identities,
  faults,
}: DispatchOptions): ServiceContext['dispatch'] {
  const authorise = (service: string, permission: Permission, roleArn: string): void => {
    const decision = access.decide(roleArn, permission);
    if (decision === 'allowed') return;
    const { action, resource } = permission;
    const because =
      decision === 'explicit deny'
        ? 'with an explicit deny in an identity-based policy'
        : `because no identity-based policy allows the ${action} action`;
    throw new AwsError(
      'AccessDeniedException',
      `User: ${identities.principalOf(roleArn)} is not authorized to perform: ${action} on resource: ${resource} ${because}`,
      refuseWith400.has(service) ? 400 : 403,
    );
  };

  return async (serviceId: string, operation: string, input: unknown, caller: Caller): Promise<unknown> => {
    const service = services.get(serviceId);
    if (!service) {
      throw new AwsError('UnknownOperationException', `The local cloud has no service "${serviceId}".`);
    }
    const { roleArn } = caller;
    if (roleArn === undefined) return service.call(operation, input, caller);
    for (const permission of service.permissions(operation, input)) authorise(serviceId, permission, roleArn);
    const fault = faults.takeForService(serviceId, operation);
    if (fault && !fault.after) throw asError(fault);
    const output = await service.call(operation, input, caller);
    if (fault) throw asError(fault);
    return output;
  };
}

function asError({ service, error, after }: ServiceFault): AwsError {
  const message = after
    ? `${error}: injected after ${service} took the call`
    : `${error}: injected before ${service}`;
  if (/Throttl|TooManyRequests|LimitExceeded|ThroughputExceeded/.test(error)) {
    return new AwsError(error, message, service === 'sesv2' || service === 'lambda' ? 429 : 400);
  }
  if (/Internal|ServiceFailure/.test(error)) return new AwsError(error, message, 500);
  if (/Unavailable|Timeout/.test(error)) return new AwsError(error, message, 503);
  return new AwsError(error, message, 400);
}
