import { Output, type Template as Parsed, Tag } from 'liquidjs';
import { traits } from '../../workflows/traits.ts';
import type { Brand } from '../messages/brand.ts';
import type { Links } from '../messages/links.ts';
import { textEngine } from '../messages/liquid.ts';
import { personShown } from '../messages/person-shown.ts';
import { own } from '../own.ts';
import type { Profile } from '../people/profile.ts';

/** What a marketer's words may name. */
const known: Readonly<Record<string, readonly string[]>> = {
  person: traits,
  brand: ['name', 'website', 'postalAddress'],
  links: ['booking', 'preferences', 'refer'],
};

const named = Object.entries(known)
  .map(([name, fields]) => `${name}.${fields.join(`, ${name}.`)}`)
  .join(', ');

/** Something wrong with a text: where in the data, and what to do. */
export interface WordsFault {
  readonly path: string;
  readonly reason: string;
}

/** Each text in a message's data with its place, as `paragraphs.0`. */
function* textsIn(data: unknown, path = ''): Generator<readonly [string, string]> {
  if (typeof data === 'string') yield [path, data];
  else if (typeof data === 'object' && data !== null)
    for (const [name, inner] of Object.entries(data))
      yield* textsIn(inner, path === '' ? name : `${path}.${name}`);
}

const firstLine = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).replace(/, (?:file|line):[\s\S]*$/, '');

function faultOf(each: Parsed): string | undefined {
  if (each instanceof Tag)
    return `${each.token.getText()} is not for campaigns: their words take {{ … }} alone, such as {{ person.firstName | default: "there" }}`;
  if (!(each instanceof Output)) return undefined;
  for (const [name = '', field = '', ...rest] of textEngine.globalVariableSegmentsSync([each])) {
    const path = [name, field, ...rest].map(String).join('.');
    if (rest.length > 0 || !own(known, String(name))?.includes(String(field)))
      return `unknown variable ${path.replace(/\.$/, '')}; known: ${named}`;
    if (name === 'person' && !each.value.filters.some((filter) => filter.name === 'default'))
      return `${path} may be missing; give what stands there then: {{ ${path} | default: "…" }}`;
  }
  return undefined;
}

/** Somebody of whom nothing is known: what stands there for them must be sound whoever reads it. */
const anybody = {
  person: {},
  brand: { name: 'Us', website: 'https://example.com', postalAddress: 'Here' },
  links: {
    booking: 'https://example.com/book',
    preferences: 'https://example.com/preferences',
    refer: 'https://example.com/refer',
  },
};

/**
 * What is wrong with the words of a message: what Liquid cannot read, what would leave a hole or stop it when it is sent, and
 * what would grow past what one text may hold.
 */
export function checkWords(data: unknown): readonly WordsFault[] {
  return [...textsIn(data)].flatMap(([path, text]) => {
    try {
      const reason = textEngine.parse(text).map(faultOf).find(Boolean);
      if (reason) return [{ path, reason }];
      textEngine.parseAndRenderSync(text, anybody);
      return [];
    } catch (error) {
      return [{ path, reason: firstLine(error) }];
    }
  });
}

type MessageData = Readonly<Record<string, unknown>>;

interface Reader {
  readonly profile: Pick<Profile, 'traits' | 'identifiers'>;
  readonly brand: Brand;
  readonly links: Links;
}

/**
 * A message's data as one person reads them. What a person is called is put in as it is and read as no Liquid; the template
 * escapes it. @throws Error of Liquid
 */
export function fillWords(data: MessageData, { profile, brand, links }: Reader): MessageData {
  const values = { person: personShown(profile), brand, links };
  const filled = (value: unknown): unknown => {
    if (typeof value === 'string') return String(textEngine.parseAndRenderSync(value, values));
    if (Array.isArray(value)) return value.map(filled);
    if (typeof value === 'object' && value !== null)
      return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, filled(inner)]));
    return value;
  };
  return Object.fromEntries(Object.entries(data).map(([name, value]) => [name, filled(value)]));
}
