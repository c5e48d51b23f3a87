import { createHash } from 'node:crypto';
import type { Place } from './place.ts';

/** A resource of the template, its properties resolved when they are asked for. */
export interface Resource {
  readonly logicalId: string;
  readonly type: string;
  /** A property with its intrinsic functions replaced; undefined if absent. */
  property(name: string): unknown;
  /** All properties. */
  properties(): Readonly<Record<string, unknown>>;
}

/** A complaint that says which resource of the template it is about. */
export const complaint = ({ type, logicalId }: Resource, sentence: string): Error =>
  new Error(`${type} ${logicalId}: ${sentence}`);

export function text(resource: Resource, name: string): string {
  const value = optionalText(resource, name);
  if (value === undefined) throw complaint(resource, `property ${name} is missing`);
  return value;
}

export function optionalText(resource: Resource, name: string): string | undefined {
  const value = resource.property(name);
  if (value === undefined || typeof value === 'string') return value;
  throw complaint(resource, `property ${name} must be text, not ${JSON.stringify(value)}`);
}

/** Numbers and booleans are written either way in templates. */
export function optionalNumber(resource: Resource, name: string): number | undefined {
  const value = resource.property(name);
  if (value === undefined) return undefined;
  const number = Number(value);
  if (Number.isNaN(number)) throw complaint(resource, `property ${name} must be a number`);
  return number;
}

export const flag = (value: unknown): boolean => value === true || value === 'true';

/** A property that is an object, or an empty one. Its members are as the template's schema says. */
export function object<T extends object>(resource: Resource, name: string): Partial<T> {
  const value = resource.property(name) ?? {};
  if (typeof value !== 'object' || Array.isArray(value) || value === null) {
    throw complaint(resource, `property ${name} must be an object`);
  }
  return value;
}

/** A property that is a list, or an empty one. */
export function list<T>(resource: Resource, name: string): readonly T[] {
  const value = resource.property(name) ?? [];
  if (!Array.isArray(value)) throw complaint(resource, `property ${name} must be a list`);
  return value;
}

export interface NameRule {
  readonly longest: number;
  readonly suffix?: string;
}

/** The name that the template gives, or one made of stack and logical id that stays the same from start to start. */
export function physicalName(
  resource: Resource,
  property: string,
  place: Place,
  { longest, suffix = '' }: NameRule,
): string {
  const given = optionalText(resource, property);
  if (given !== undefined) return given;
  const room = longest - suffix.length;
  const full = `${place.stackName}-${resource.logicalId}`;
  return `${full.length <= room ? full : `${full.slice(0, room - 9)}-${shortId(full, 8)}`}${suffix}`;
}

/** Letters and digits that stand for a text. */
export const shortId = (of: string, length: number): string =>
  createHash('sha256').update(of).digest('hex').slice(0, length);

/** SDKs of some services spell the members as templates do, with a small first letter. */
export function lowerCamel(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(lowerCamel);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [
      key.charAt(0).toLowerCase() + key.slice(1),
      lowerCamel(each),
    ]),
  );
}
