import { addressChosen } from '../../workflows/events/address-chosen.ts';
import { identifierDetached } from '../../workflows/events/identifier-detached.ts';
import { peopleMerged } from '../../workflows/events/people-merged.ts';
import { textAt } from '../consent/text-at.ts';
import type { RecordedEvent } from '../events/recorded-event.ts';
import { own } from '../own.ts';

/** One thing that an event said anew about a person. */
export type Change =
  | { readonly what: 'trait'; readonly name: string; readonly value: unknown }
  | {
      readonly what: 'identifier';
      readonly name: string;
      readonly value: string;
      readonly state: 'attached' | 'chosen' | 'detached';
    }
  | { readonly what: 'consent'; readonly channel: string; readonly topic: string; readonly state: string }
  | { readonly what: 'person'; readonly merged: string };

/** What each of these events says of consents, in a word. */
const consents: Readonly<Record<string, string>> = {
  'Consent Given': 'given',
  'Consent Confirmed': 'confirmed',
  Unsubscribed: 'withdrawn',
  Resubscribed: 'restored',
  'Marketing Paused': 'paused',
  'Marketing Resumed': 'resumed',
};

const everything = '*';

/** What an event said anew about its person: traits, identifiers, consents. What was refused said nothing but traits. */
export function changesOf({
  name,
  properties,
  traits = {},
  attached = {},
  refused,
}: RecordedEvent): readonly Change[] {
  const said: Change[] = Object.entries(traits).map(([trait, value]) => ({
    what: 'trait',
    name: trait,
    value,
  }));
  for (const [type, value] of Object.entries(attached))
    said.push({ what: 'identifier', name: type, value, state: 'attached' });
  return refused ? said : [...said, ...byName(name, properties)];
}

function byName(name: string, properties: RecordedEvent['properties']): readonly Change[] {
  if (name === addressChosen.name) {
    const { type, address } = addressChosen.schema.parse(properties);
    return [{ what: 'identifier', name: type, value: address, state: 'chosen' }];
  }
  if (name === identifierDetached.name) {
    const { type, identifier } = identifierDetached.schema.parse(properties);
    return [{ what: 'identifier', name: type, value: identifier, state: 'detached' }];
  }
  if (name === peopleMerged.name) return [{ what: 'person', merged: String(properties.other) }];
  const state = own(consents, name);
  if (state === undefined) return [];
  const channel = textAt(properties, 'channel') ?? everything;
  return [{ what: 'consent', channel, topic: textAt(properties, 'topic') ?? everything, state }];
}
