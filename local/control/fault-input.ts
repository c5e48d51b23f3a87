import * as z from 'zod/mini';
import { connectionErrors, type HostFault, type ServiceFault } from '../faults.ts';
import { ControlProblem } from './problem.ts';

const times = z._default(z.int().check(z.positive()), 1);

const serviceFault = z.strictObject({
  service: z.string().check(z.minLength(1)),
  operation: z.optional(z.string()),
  error: z.string().check(z.minLength(1)),
  times,
  after: z.optional(z.boolean()),
});

const hostAnswer = z.strictObject({
  host: z.string().check(z.minLength(1)),
  status: z.int().check(z.gte(200), z.lte(599)),
  body: z.optional(z.unknown()),
  headers: z.optional(z.record(z.string(), z.string())),
  times,
});

const hostFailure = z.strictObject({
  host: z.string().check(z.minLength(1)),
  error: z.enum(connectionErrors, `must be ${connectionErrors.join(' or ')}`),
  after: z.optional(z.boolean()),
  times,
});

function schemaFor(input: unknown) {
  const has = (member: string) => typeof input === 'object' && input !== null && member in input;
  if (has('service')) return serviceFault;
  return has('error') ? hostFailure : hostAnswer;
}

/** @throws ControlProblem naming the member that is wrong. */
export function faultFrom(input: unknown): ServiceFault | HostFault {
  const result = z.safeParse<z.ZodMiniType<ServiceFault | HostFault>>(schemaFor(input), input);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const where = issue?.path.join('.') || 'body';
  throw new ControlProblem(
    400,
    `${where}: ${issue?.message}; give {host, status, body?, headers?, times}, {host, error, times, after?} or {service, error, times, operation?, after?}`,
  );
}
