export type TokenKind = 'name' | '#name' | ':value' | 'number' | 'keyword' | 'symbol' | 'unknown' | 'end';

export interface Token {
  readonly kind: TokenKind;
  /** As written. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** White space, then a name, a placeholder, a number (no leading zeros), a symbol, or any other character. */
const pattern =
  /\s*(?:([A-Za-z][A-Za-z0-9_]*)|(#[A-Za-z0-9_]+)|(:[A-Za-z0-9_]+)|(0|[1-9]\d*)|(<>|<=|>=|[=<>()[\].,+-])|(\S))/uy;
const kinds: readonly TokenKind[] = ['name', '#name', ':value', 'number', 'symbol', 'unknown'];
const keywords = new Set(['AND', 'OR', 'NOT', 'BETWEEN', 'IN', 'SET', 'ADD', 'DELETE', 'REMOVE']);

/** Splits an expression into tokens; the last one is the end, written `<EOF>`, which takes what follows the others. */
export function tokens(expression: string): readonly Token[] {
  const found: Token[] = [];
  pattern.lastIndex = 0;
  for (let match = pattern.exec(expression); match; match = pattern.exec(expression)) {
    const group = match.findIndex((each, index) => index > 0 && each !== undefined);
    const text = match[group] ?? '';
    const kind = kinds[group - 1] ?? 'unknown';
    const end = match.index + match[0].length;
    const isKeyword = kind === 'name' && keywords.has(text.toUpperCase());
    found.push({ kind: isKeyword ? 'keyword' : kind, text, start: end - text.length, end });
  }
  const start = found.at(-1)?.end ?? 0;
  found.push({ kind: 'end', text: '<EOF>', start, end: expression.length });
  return found;
}
