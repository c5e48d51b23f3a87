import type { Binary } from './binary.ts';

/** A value as it is kept: read and checked, exactly one member set, numbers in canonical form, sets sorted. */
export interface AttributeValue {
  readonly S?: string;
  readonly N?: string;
  readonly B?: Binary;
  readonly SS?: readonly string[];
  readonly NS?: readonly string[];
  readonly BS?: readonly Binary[];
  readonly M?: Item;
  readonly L?: readonly AttributeValue[];
  readonly NULL?: boolean;
  readonly BOOL?: boolean;
}

export type Item = Readonly<Record<string, AttributeValue>>;

export const types = ['S', 'N', 'B', 'SS', 'NS', 'BS', 'M', 'L', 'NULL', 'BOOL'] as const;
export type Type = (typeof types)[number];

/** Which member is set. */
export function typeOf(value: AttributeValue): Type {
  for (const type in value) return type as Type;
  throw new Error('an attribute value without a member');
}
