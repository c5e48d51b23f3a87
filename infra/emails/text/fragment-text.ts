import { linked } from '../tracked-links.ts';
import { decoded } from './entities.ts';
import { attributeOf, type Token, tokensOf } from './tokens.ts';

/** Elements that stand in paragraphs of their own. */
const blocks: ReadonlySet<string> = new Set(
  'p h1 h2 h3 h4 h5 h6 div ul ol table blockquote hr section'.split(' '),
);

/** What an element begins and ends with in plain text, besides. */
const marks: Readonly<Record<string, { readonly open?: string; readonly close?: string }>> = {
  br: { open: '\n' },
  li: { open: '\n- ' },
  th: { close: ': ' },
  td: { close: ' ' },
  tr: { open: '\n' },
  hr: { open: '--' },
  blockquote: { open: '“', close: '”' },
};

const unclosed: ReadonlySet<string> = new Set(['br', 'hr', 'img', 'meta', 'input']);

/** What stands between a link and what follows it; the address ends its line, so that nothing sticks to it. */
const afterLink = /^[\s\u00a0]*[.,;!?·|]?[\s\u00a0]*/;

/** HTML with Liquid as plain text with Liquid. Blank lines and blanks at lines' ends are left for `tidy`. */
class FragmentText {
  #text = '';
  /** How deep in something that is not read out. */
  #silent = 0;
  #link: { readonly href: string; readonly from: number } | undefined;
  #linkEnded = false;

  take(token: Token): void {
    if (token.kind === 'open') this.#open(token.name, token.attributes);
    else if (token.kind === 'close') this.#close(token.name);
    else if (token.kind === 'liquid') this.#say(token.text, token.output);
    else this.#prose(token.text);
  }

  get text(): string {
    return this.#text;
  }

  #open(name: string, attributes: string): void {
    if (this.#silent > 0 || /aria-hidden="true"/.test(attributes)) {
      if (!unclosed.has(name)) this.#silent += 1;
      return;
    }
    if (blocks.has(name)) this.#break('\n\n');
    if (name === 'a' && this.#linkEnded) this.#break('\n');
    const { open } = marks[name] ?? {};
    if (open?.startsWith('\n')) this.#break(open);
    else if (open) this.#say(open);
    const href = name === 'a' && attributeOf(attributes, 'href');
    if (href) this.#link = { href, from: this.#text.length };
    const alt = name === 'img' && attributeOf(attributes, 'alt');
    if (alt) this.#say(decoded(alt));
  }

  #close(name: string): void {
    if (this.#silent > 0) {
      this.#silent -= 1;
      return;
    }
    if (name === 'a') this.#endLink();
    const { close } = marks[name] ?? {};
    if (close) this.#say(close);
    if (blocks.has(name)) this.#break('\n\n');
  }

  #endLink(): void {
    if (!this.#link) return;
    const { href, from } = this.#link;
    const shown = this.#text.slice(from).trim();
    const address = linked(decoded(href));
    this.#text = `${this.#text.slice(0, from)}${shown === '' || shown === decoded(href) ? '' : `${shown}: `}${address}`;
    this.#link = undefined;
    this.#linkEnded = true;
  }

  #prose(html: string): void {
    if (this.#silent > 0) return;
    const prose = decoded(html.replace(/\s+/g, ' ')).replaceAll('\u00a0', ' ');
    const rest = this.#linkEnded ? prose.replace(afterLink, '') : prose;
    if (rest === '') return;
    this.#say(rest);
  }

  /** @param seen whether it shows: Liquid's tags do not */
  #say(text: string, seen = true): void {
    if (this.#silent > 0) return;
    if (this.#linkEnded && seen && text.trim() !== '') this.#break('\n');
    this.#text += text;
  }

  #break(lines: string): void {
    this.#linkEnded = false;
    this.#text += lines;
  }
}

export function fragmentText(html: string): string {
  const fragment = new FragmentText();
  for (const token of tokensOf(html)) fragment.take(token);
  return fragment.text;
}
