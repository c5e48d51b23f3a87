type Json = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const inside = '#/$defs/';

/**
 * A document whose schemas refer to one another through the document's components. A schema that contains itself, as a
 * condition does, brings its own `$defs`, whose references would be looked for at the root of the document.
 * @returns the document without them, and the definitions by their titles
 * @throws Error for a definition without a title, and for two of one title that differ
 */
export function hoistDefinitions(document: Json): { readonly document: Json; readonly definitions: Json } {
  const definitions = new Map<string, unknown>();

  const define = (title: string, schema: unknown): void => {
    const before = definitions.get(title);
    if (before !== undefined && JSON.stringify(before) !== JSON.stringify(schema))
      throw new Error(`two schemas have the title ${title}; give one of them another`);
    definitions.set(title, schema);
  };

  const member = (titles: ReadonlyMap<string, string>, name: string, value: unknown): unknown => {
    if (name !== '$ref' || typeof value !== 'string' || !value.startsWith(inside)) return walk(titles, value);
    return `#/components/schemas/${titles.get(value.slice(inside.length)) ?? ''}`;
  };

  const walk = (titles: ReadonlyMap<string, string>, value: unknown): unknown => {
    if (Array.isArray(value)) return value.map((each) => walk(titles, each));
    if (!isObject(value)) return value;
    const { $defs, ...rest } = value;
    const known = isObject($defs) ? titlesOf($defs) : titles;
    for (const [name, schema] of isObject($defs) ? Object.entries($defs) : [])
      define(known.get(name) ?? name, walk(known, schema));
    return Object.fromEntries(
      Object.entries(rest).map(([name, inner]) => [name, member(known, name, inner)]),
    );
  };

  const hoisted = walk(new Map(), document);
  return { document: isObject(hoisted) ? hoisted : document, definitions: Object.fromEntries(definitions) };
}

const titlesOf = (definitions: Json): ReadonlyMap<string, string> =>
  new Map(
    Object.entries(definitions).map(([name, schema]) => {
      const title = isObject(schema) ? schema.title : undefined;
      if (typeof title !== 'string')
        throw new Error('a schema that contains itself has no title; give it one with z.globalRegistry.add');
      return [name, title];
    }),
  );
