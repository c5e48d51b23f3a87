/** A test for `StringMatches`: `*` stands for any characters, `\\*` and `\\\\` for themselves. */
export function compilePattern(pattern: string): (value: string) => boolean {
  const tokens = pattern.match(/\\[*\\]|[\s\S]/g) ?? [];
  const source = tokens.map((token) => (token === '*' ? '.*' : literal(token.at(-1) ?? ''))).join('');
  const expression = new RegExp(`^${source}$`, 's');
  return (value) => expression.test(value);
}

const literal = (character: string): string => character.replace(/[\\^$.*+?()[\]{}|/]/, '\\$&');
