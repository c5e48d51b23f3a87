import * as z from 'zod/mini';
import { quote } from '../../../../workflows/sentences.ts';
import { countryNamed } from '../../../timing/countries.ts';
import { defineKind } from '../kind.ts';
import { lasting } from '../question.ts';
import { listed, valueInWords } from '../words.ts';

const text = z.string().check(z.minLength(1), z.maxLength(200));
const some = z.optional(
  z.union([text, z.array(text).check(z.minLength(1))], { error: 'must be text or a list of texts' }),
);

/** What traits are called, in Segment's `address` or on the person themselves. */
const names = {
  country: ['country', 'countryCode'],
  region: ['state', 'region', 'province'],
  city: ['city'],
  postalCode: ['postalCode', 'postal_code', 'zip'],
} as const;
type Part = keyof typeof names;
const parts = Object.keys(names) as readonly Part[];

const schema = z.strictObject({
  place: z
    .strictObject({ country: some, region: some, city: some, postalCode: some })
    .check(z.refine((place) => Object.keys(place).length > 0, `must have one of: ${parts.join(', ')}`)),
});

const plain = (said: string): string => said.trim().toLowerCase();

function stated(traits: Readonly<Record<string, unknown>>, part: Part): string | undefined {
  const address = typeof traits.address === 'object' ? traits.address : undefined;
  const all: Readonly<Record<string, unknown>> = { ...traits, ...address };
  const value = names[part].map((name) => all[name]).find((each) => each !== undefined && each !== null);
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}

/** Countries by their code or one of their names, postal codes by their beginning, all else as it is written; capitals make no difference. */
function isAt(part: Part, said: string | undefined, wanted: string): boolean {
  if (said === undefined) return false;
  if (part === 'country') return countryNamed(said) === countryNamed(wanted);
  return part === 'postalCode' ? plain(said).startsWith(plain(wanted)) : plain(said) === plain(wanted);
}

/** `{"place": {"country": "US", "region": ["NH", "MA"], "postalCode": "031"}}`: where the person's address is. */
export const place = defineKind(schema, ({ place: written }) => {
  const wanted = parts.flatMap((part) => {
    const texts = written[part];
    return texts === undefined ? [] : [{ part, texts: typeof texts === 'string' ? [texts] : texts }];
  });
  const unknown = wanted
    .flatMap(({ part, texts }) => (part === 'country' ? texts : []))
    .find((text) => countryNamed(text) === undefined);
  if (unknown !== undefined)
    return {
      field: 'place.country',
      reason: `place.country: unknown country ${quote(unknown)}; use its ISO code, such as US`,
    };
  const said = wanted.map(({ part, texts }) => `${part} ${listed(texts, 'or')}`);
  return {
    says: `address is in ${listed(said, 'and')}`,
    leaves: [],
    reads: { traits: ['address', ...wanted.flatMap(({ part }) => names[part])] },
    ask: ({ person: { profile } }) =>
      lasting(
        wanted.every(({ part, texts }) =>
          texts.some((text) => isAt(part, stated(profile.traits, part), text)),
        ),
      ),
    found: ({ person: { profile } }) =>
      wanted.map(({ part }) => `${part} ${valueInWords(stated(profile.traits, part))}`).join(', '),
  };
});
