/** A stretch of HTML with Liquid in it. */
export type Token =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'liquid'; readonly text: string; readonly output: boolean }
  | { readonly kind: 'open'; readonly name: string; readonly attributes: string }
  | { readonly kind: 'close'; readonly name: string };

const liquid = String.raw`\{\{[\s\S]*?\}\}|\{%[\s\S]*?%\}`;
const pattern = new RegExp(
  String.raw`(${liquid})|<!--[\s\S]*?-->|<(/?)([a-zA-Z][\w:-]*)((?:${liquid}|"[^"]*"|[^<>"])*)>`,
  'g',
);

/** Reads HTML fragments as we write them: tags closed by `>`, attributes in double quotes. Comments are left out. */
export function* tokensOf(html: string): Generator<Token> {
  let at = 0;
  for (const match of html.matchAll(pattern)) {
    if (match.index > at) yield { kind: 'text', text: html.slice(at, match.index) };
    at = match.index + match[0].length;
    const [, code, slash, name, attributes = ''] = match;
    if (code) yield { kind: 'liquid', text: code, output: code.startsWith('{{') };
    else if (name && slash) yield { kind: 'close', name: name.toLowerCase() };
    else if (name) yield { kind: 'open', name: name.toLowerCase(), attributes };
  }
  if (at < html.length) yield { kind: 'text', text: html.slice(at) };
}

/** An attribute's value, as it is written between double quotes; undefined where the tag has none of that name. */
export const attributeOf = (attributes: string, name: string): string | undefined =>
  new RegExp(`(?:^|\\s)${name}="([^"]*)"`).exec(attributes)?.[1];
