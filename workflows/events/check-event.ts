import * as z from 'zod/mini';
import { complaints } from '../sentences.ts';
import type { EventDefinition, Sender } from './define-event.ts';

type Properties = Readonly<Record<string, unknown>>;

export type CheckedEvent =
  | { readonly ok: true; readonly properties: Properties }
  | {
      readonly ok: false;
      /** `sender`: this one may not send it. `properties`: the event is not as its definition says. */
      readonly code: 'sender' | 'properties';
      /** Dotted path of the property, or `event`. */
      readonly field: string;
      /** A sentence that starts with the field and ends with the remedy. */
      readonly reason: string;
    };

/** Who each sender is in words, and what lets a caller be one. */
const means: Readonly<Record<Sender, string>> = {
  browser: 'a browser (write key)',
  page: 'a signed page',
  server: 'a server (secret key)',
  onward: 'Onward itself',
};

const refuse = (
  field: string,
  reason: string,
  code: 'sender' | 'properties' = 'properties',
): CheckedEvent => ({
  ok: false,
  code,
  field,
  reason,
});

/** Checks who sends an event, and its properties; properties that its definition does not name are kept. */
export function checkAgainst(event: EventDefinition, properties: Properties, source: Sender): CheckedEvent {
  if (!event.from.includes(source)) {
    const allowed = event.from.map((sender) => means[sender]).join(' or ');
    return refuse('event', `event: ${event.name} is sent by ${allowed}, never by ${means[source]}`, 'sender');
  }
  const checked = z.safeParse(event.schema, properties);
  if (!checked.success) {
    const [first = { field: 'properties', reason: 'properties: not what the event asks for' }] = complaints(
      checked.error,
      properties,
    );
    return refuse(first.field, first.reason);
  }
  const missing = source === 'browser' && event.browserMustSend.find((field) => !properties[field]);
  if (missing) return refuse(missing, `${missing}: missing; a browser must send it with ${event.name}`);
  return { ok: true, properties: checked.data };
}
