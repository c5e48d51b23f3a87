import type { NormalizedSchema } from '@smithy/core/schema';

/** What the REST protocols have in common: members in the path, the query, the headers, or the body. */

export const membersOf = (schema: NormalizedSchema): Iterable<[string, NormalizedSchema]> =>
  schema.isStructSchema() ? schema.structIterator() : [];

export function inBody(member: NormalizedSchema): boolean {
  const { httpLabel, httpQuery, httpQueryParams, httpHeader, httpPrefixHeaders, httpPayload } =
    member.getMergedTraits();
  return !(httpLabel || httpQuery || httpQueryParams || httpHeader || httpPrefixHeaders || httpPayload);
}

/** A member from the texts of a query parameter or a header. */
export function fromText(member: NormalizedSchema, texts: readonly string[]): unknown {
  const [text] = texts;
  if (text === undefined) return undefined;
  if (member.isListSchema()) return texts;
  if (member.isNumericSchema()) return Number(text);
  if (member.isBooleanSchema()) return text === 'true';
  if (member.isTimestampSchema()) return new Date(text);
  return text;
}
