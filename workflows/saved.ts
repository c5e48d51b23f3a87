import type { EventDefinition, PropertiesOf, Shape } from './events/define-event.ts';
import type { Ref } from './reference.ts';

/** References into an event that the journey saves under a name, typed by the event's definition. */
export interface Saved<Properties extends Shape> {
  readonly id: Ref<string>;
  /** When it was recorded. */
  readonly at: Ref<string>;
  readonly properties: {
    readonly [K in keyof PropertiesOf<Properties>]-?: Ref<PropertiesOf<Properties>[K]>;
  };
}

/** `saved('booking', appointmentBooked).properties.startsAt` is a reference to `booking.properties.startsAt`. */
export function saved<Properties extends Shape>(
  as: string,
  event: EventDefinition<string, Properties>,
): Saved<Properties> {
  const fields = Object.keys(event.properties).map((field) => [field, { $ref: `${as}.properties.${field}` }]);
  return {
    id: { $ref: `${as}.id` },
    at: { $ref: `${as}.at` },
    properties: Object.fromEntries(fields),
  };
}
