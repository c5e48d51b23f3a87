import * as z from 'zod/mini';
import { isActive, suppressionCauses } from '../../domain/consent/suppression.ts';
import type { Suppressions } from '../../domain/consent/suppressions.ts';
import { normaliseIdentifier } from '../../domain/people/identity.ts';
import { Problem } from '../shared/http/problem.ts';
import type { suppressionShape } from './shapes.ts';

export const addressParameter = z.string().check(z.minLength(1), z.maxLength(320));

/** An address as channels know it. */
export interface Reached {
  readonly type: 'email' | 'phone';
  readonly address: string;
  readonly channels: readonly string[];
}

/** @throws Problem 400 for what is neither an email address nor a phone number */
export function reachedAt(text: string): Reached {
  const email = normaliseIdentifier('email', text);
  if (email) return { type: 'email', address: email, channels: ['email'] };
  const phone = normaliseIdentifier('phone', text);
  if (phone) return { type: 'phone', address: phone, channels: ['sms', 'whatsapp'] };
  throw new Problem(
    400,
    `address: "${text}" is neither an email address nor a phone number with its country code`,
    { field: 'address' },
  );
}

/** What stands against an address now, on every channel that it belongs to. */
export async function suppressionsOf(
  suppressions: Suppressions,
  { address, channels }: Reached,
  now: Date,
): Promise<readonly z.output<typeof suppressionShape>[]> {
  const records = await Promise.all(channels.map((channel) => suppressions.find({ channel, address })));
  return records.flatMap((record, index) =>
    suppressionCauses.flatMap((cause) => {
      const found = record?.[cause];
      if (!isActive(found, now)) return [];
      const { at, reason = null, until = null } = found;
      return [{ address, channel: channels[index] ?? '', cause, at, reason, until }];
    }),
  );
}
