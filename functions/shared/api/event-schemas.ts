import { events } from '../../../workflows/events/index.ts';
import { jsonSchema } from './json-schema.ts';

/** Component names have no spaces: `Offer Claimed` is `OfferClaimed`. */
const componentName = (event: string): string => event.replaceAll(' ', '');

/** The properties of each defined event, and who may send it. */
export const eventSchemas: Readonly<Record<string, unknown>> = Object.fromEntries(
  events.map(({ name, description, from, schema }) => [
    componentName(name),
    {
      ...jsonSchema(schema, 'input'),
      title: name,
      description: `${description} Sent by: ${from.join(', ')}.`,
    },
  ]),
);
