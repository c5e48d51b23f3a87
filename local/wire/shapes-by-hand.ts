import type { AttributeValue$, KeySchemaElement$ } from '@aws-sdk/client-dynamodb';
import type { OperationShape } from './model.ts';

/** How the SDK's schemas write plain types. */
export const text = 0;
export const whole = 1;
export const flag = 2;
export const moment = 4;

type Member = typeof text | typeof whole | typeof flag | typeof moment | (() => Shape);
/** Made by hand, or one of a client's own. */
type Shape = Structure | List | Dictionary | typeof AttributeValue$ | typeof KeySchemaElement$;
type Structure = [3, string, string, 0, string[], Member[], number];
type List = [1, string, string, 0, Member];
type Dictionary = [2, string, string, 0, typeof text, Member];

/** Makes shapes of a service that is not among the clients that the product uses, as the SDK's clients have them. */
export const shapesOf = (namespace: string) => ({
  /** @param required how many of the members, the first ones, AWS requires */
  structure: (name: string, members: Readonly<Record<string, Member>>, required = 0): Structure => [
    3,
    namespace,
    name,
    0,
    Object.keys(members),
    Object.values(members),
    required,
  ],
  list: (name: string, member: Member): List => [1, namespace, name, 0, member],
  map: (name: string, member: Member): Dictionary => [2, namespace, name, 0, text, member],
  operation: (name: string, request: Structure, response: Structure): OperationShape => [
    9,
    namespace,
    name,
    0,
    () => request,
    () => response,
  ],
});
