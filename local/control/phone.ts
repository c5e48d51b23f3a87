import * as z from 'zod/mini';
import { AwsError } from '../aws-error.ts';
import type { Service } from '../service.ts';
import { ControlProblem } from './problem.ts';

const shape = z.strictObject({
  number: z.string().check(z.regex(/^\+[1-9][0-9]{6,14}$/, 'give a number in E.164 format, as +14155550123')),
  /** The event that tells what becomes of texts to it, as `TEXT_INVALID`. */
  sms: z.optional(z.string()),
  /** The code of Meta's error about messages to it, as 131026; 0 for none. */
  whatsapp: z.optional(z.int()),
});

/** Decides what becomes of messages to a phone from now on. Answers what was asked. @throws ControlProblem */
export function changePhone(services: ReadonlyMap<string, Service>, input: unknown): unknown {
  const result = z.safeParse(shape, input);
  if (!result.success) {
    const [issue] = result.error.issues;
    const where = issue?.path.join('.') || 'body';
    throw new ControlProblem(400, `${where}: ${issue?.message}; give {number, sms?, whatsapp?}`);
  }
  const { number, sms, whatsapp } = result.data;
  try {
    if (sms !== undefined)
      services.get('pinpointsmsvoicev2')?.call('PutLocalFate', { number, eventType: sms }, {});
    if (whatsapp !== undefined)
      services.get('socialmessaging')?.call('PutLocalFate', { number, code: whatsapp }, {});
  } catch (error) {
    throw error instanceof AwsError ? new ControlProblem(400, error.message) : error;
  }
  return result.data;
}
