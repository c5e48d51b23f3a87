import { recordNow } from '../../domain/events/record-now.ts';
import type { LineMessage } from '../../domain/events/recorded-event.ts';
import type { Profile } from '../../domain/people/profile.ts';
import { serverEvent } from '../api/server-event.ts';
import { Problem } from '../shared/http/problem.ts';
import type { Outside } from './route.ts';

interface Doing
  extends Pick<LineMessage, 'name' | 'properties'>,
    Pick<Partial<LineMessage>, 'traits' | 'type'> {
  /** The sentence and the remedy for each reason that the rule gives. */
  readonly refusals?: Readonly<Record<string, string>>;
  /** The field that a refusal is about. */
  readonly field?: string;
}

/**
 * Records a change of a person while its sender waits; the same Idempotency-Key does it once. Returns the person
 * afterwards. @throws Problem 409 with the rule's reason
 */
export async function recordChange(
  outside: Outside,
  person: string,
  { name, properties, traits, type = 'track', refusals = {}, field }: Doing,
  { idempotencyKey, now }: { readonly idempotencyKey: string; readonly now: Date },
): Promise<Profile> {
  const message: LineMessage = {
    ...serverEvent(person, `people/${person}/${name}/${idempotencyKey}`, name, properties, now),
    type,
    ...(traits && Object.keys(traits).length > 0 && { traits }),
  };
  const { event, profile } = await recordNow(outside, message, outside.recording, now);
  if (!event.refused) return profile;
  throw new Problem(409, refusals[event.refused] ?? event.refused, {
    ...(field !== undefined && { field }),
    extensions: { reason: event.refused },
  });
}
