import * as z from 'zod/mini';

/** Who may send an event: a browser (write key), one of our signed pages, a server (secret key), or Onward itself. */
export type Sender = 'browser' | 'page' | 'server' | 'onward';

export type Shape = Readonly<Record<string, z.ZodMiniType>>;

/** An event's one definition: name, properties and senders' rights; producers, journeys and checks derive from it. */
export interface EventDefinition<Name extends string = string, Properties extends Shape = Shape> {
  /** `Object Action`, in title case. */
  readonly name: Name;
  readonly description: string;
  readonly from: readonly Sender[];
  readonly properties: Properties;
  /** The properties as a schema. Properties that it does not name are kept. */
  readonly schema: z.ZodMiniObject<Properties, z.core.$loose>;
  /** Optional properties that a browser must send all the same. */
  readonly browserMustSend: readonly string[];
}

/** What an event's properties are, once checked. */
export type PropertiesOf<Properties extends Shape> = z.output<z.ZodMiniObject<Properties>>;

export const defineEvent = <const Name extends string, const Properties extends Shape>(
  event: Pick<EventDefinition<Name, Properties>, 'name' | 'description' | 'from' | 'properties'> & {
    readonly browserMustSend?: readonly (keyof Properties & string)[];
  },
): EventDefinition<Name, Properties> => ({
  browserMustSend: [],
  ...event,
  schema: z.looseObject(event.properties),
});
