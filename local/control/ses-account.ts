import * as z from 'zod/mini';
import { AwsError } from '../aws-error.ts';
import type { Service } from '../service.ts';
import { ControlProblem } from './problem.ts';

const statuses = ['PENDING', 'SUCCESS', 'FAILED', 'TEMPORARY_FAILURE', 'NOT_STARTED'] as const;

const shape = z.strictObject({
  /** Recipients a second. */
  maxSendRate: z.optional(z.int().check(z.positive())),
  /** Recipients within any 24 hours; -1 for any number. */
  max24HourSend: z.optional(z.int().check(z.gte(-1))),
  /** By address or domain: what AWS has found out about it. */
  identities: z.optional(z.record(z.string(), z.enum(statuses, `must be one of ${statuses.join(', ')}`))),
});

/**
 * Does to the SES account what no call of AWS does: its quotas, and whether identities are verified. Answers what was
 * asked. @throws ControlProblem naming the member that is wrong.
 */
export function changeSes(services: ReadonlyMap<string, Service>, input: unknown): unknown {
  const service = services.get('sesv2');
  if (!service) throw new ControlProblem(404, 'this local cloud has no SES');
  const result = z.safeParse(shape, input);
  if (!result.success) {
    const [issue] = result.error.issues;
    const where = issue?.path.join('.') || 'body';
    throw new ControlProblem(
      400,
      `${where}: ${issue?.message}; give {maxSendRate?, max24HourSend?, identities?}`,
    );
  }
  const { identities = {}, ...limits } = result.data;
  try {
    for (const [EmailIdentity, status] of Object.entries(identities))
      service.call('PutLocalIdentityStatus', { EmailIdentity, status }, {});
  } catch (error) {
    throw error instanceof AwsError ? new ControlProblem(400, `identities: ${error.message}`) : error;
  }
  service.call('PutLocalAccount', limits, {});
  return result.data;
}
