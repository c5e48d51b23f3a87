import type { EventType, RecordedEvent } from '../../../../domain/events/recorded-event.ts';
import { newProfile } from '../../../../domain/people/fold.ts';
import type { Profile } from '../../../../domain/people/profile.ts';
import { type CompiledSegment, compileSegment } from '../../../../domain/segments/language/segment.ts';

const person = 'per_abcdefghijklmnopqrstuvwx';

export const aProfile = (changes: Partial<Profile> = {}): Profile => ({
  ...newProfile(person, '2026-01-01T00:00:00.000Z'),
  ...changes,
});

interface Happening {
  readonly name: string;
  readonly at: string;
  readonly properties?: Readonly<Record<string, unknown>>;
  readonly timestamp?: string;
  readonly seq?: number;
  readonly refused?: string;
  readonly traits?: Readonly<Record<string, unknown>>;
  readonly type?: EventType;
}

/** An event as it lies on the timeline. */
export const anEvent = ({
  properties = {},
  at,
  timestamp = at,
  seq = 1,
  type = 'track',
  ...rest
}: Happening): RecordedEvent => ({
  id: `evt_${seq}`,
  person,
  key: 'sk_test',
  messageId: String(seq),
  source: 'server',
  type,
  properties,
  hops: 0,
  seq,
  at,
  timestamp,
  ...rest,
});

/** A compiled segment of what is written as JSON. @throws Error with what is wrong with it */
export function aSegment(where: unknown, id = 'test'): CompiledSegment {
  const document = JSON.parse(JSON.stringify({ id, name: id, where, version: 1 }));
  const compiled = compileSegment(document, { place: { latitude: 43, longitude: -71.46 } });
  if (!compiled.ok) throw new Error(compiled.complaints.map(({ reason }) => reason).join('\n'));
  return compiled.segment;
}
