const literal = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');

/** Compiles IAM's wildcards, `*` for any text and `?` for one character, into a test of the whole text. */
export function wildcard(pattern: string, { ignoreCase = false } = {}): (text: string) => boolean {
  if (pattern === '*') return () => true;
  if (!/[*?]/.test(pattern) && !ignoreCase) return (text) => text === pattern;
  const source = pattern.replace(/[*?]|[^*?]+/g, (part) =>
    part === '*' ? '.*' : part === '?' ? '.' : literal(part),
  );
  const expression = new RegExp(`^${source}$`, ignoreCase ? 'is' : 's');
  return (text) => expression.test(text);
}

const variable = /\$\{([^}]*)\}/g;

/** The condition keys that a pattern's variables stand for. */
export const variablesOf = (pattern: string): readonly string[] =>
  [...pattern.matchAll(variable)]
    .map(([, inner = '']) => inner.split(',')[0]!.trim())
    .filter((name) => !['*', '?', '$'].includes(name));

export const hasVariables = (pattern: string): boolean => pattern.includes('${');

/**
 * Puts the request's values in place of policy variables: `${aws:PrincipalArn}`, with a default after a comma
 * (`${aws:username, 'nobody'}`), and `${*}`, `${?}`, `${$}` for the characters themselves. Undefined when a variable
 * has no value, in which case the pattern matches nothing.
 */
export function substitute(pattern: string, lookUp: (key: string) => string | undefined): string | undefined {
  let missing = false;
  const text = pattern.replace(variable, (_, inner: string) => {
    if (inner === '*' || inner === '?' || inner === '$') return inner;
    const [key = '', fallback] = inner.split(/\s*,\s*/);
    const value = lookUp(key.trim()) ?? fallback?.replace(/^'|'$/g, '');
    if (value === undefined) missing = true;
    return value ?? '';
  });
  return missing ? undefined : text;
}
