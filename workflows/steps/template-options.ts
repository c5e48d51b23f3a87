import type * as z from 'zod/mini';
import type { Value } from '../reference.ts';
// Types only: what a template says does not go into the bundles of functions that merely read journeys.
import type { templates } from '../templates/index.ts';

type AnyTemplate = (typeof templates)[number];

/** Ids of the templates of these kinds. */
export type TemplateOf<Kind extends AnyTemplate['kind']> = Extract<AnyTemplate, { kind: Kind }>['id'];

type Input<Id> = z.input<Extract<AnyTemplate, { id: Id }>['data']>;
type Values<Id> = { readonly [K in keyof Input<Id>]: Value<Input<Id>[K]> };

/** `data` as the template asks for it; may be left out where it needs none. */
export type DataFor<Id> =
  Input<Id> extends Readonly<Record<string, never>>
    ? { readonly data?: never }
    : Readonly<Record<string, never>> extends Input<Id>
      ? { readonly data?: Values<Id> }
      : { readonly data: Values<Id> };

export const toData = ({ data }: { readonly data?: object }): { data?: Record<string, unknown> } =>
  data ? { data: { ...data } } : {};
