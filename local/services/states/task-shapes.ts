import { isObject, type Json, type JsonObject } from '../../asl/json.ts';

/** An SDK's answer as JSON: dates as ISO 8601, bytes as base64, without what is undefined. */
export function plain(answer: unknown): JsonObject {
  const value = toJson(answer);
  return isObject(value) ? value : {};
}

function toJson(value: unknown): Json {
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
  if (Array.isArray(value)) return value.map(toJson);
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(
      Object.entries(value).flatMap(([key, member]) => (member === undefined ? [] : [[key, toJson(member)]])),
    );
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  return null;
}

const renamed = (value: Json, rename: (name: string) => string): Json => {
  if (Array.isArray(value)) return value.map((item: Json) => renamed(item, rename));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [rename(key), renamed(member, rename)]),
  );
};

/** State machines write parameters in PascalCase, also for services whose API has camelCase. */
export const uncapitalised = (value: Json): Json =>
  renamed(value, (name) => `${name[0]?.toLowerCase()}${name.slice(1)}`);

export const capitalised = (value: JsonObject): JsonObject =>
  renamed(value, (name) => `${name[0]?.toUpperCase()}${name.slice(1)}`) as JsonObject;
