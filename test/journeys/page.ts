import type { Centre } from './centre.ts';

const unescaped = (text: string): string =>
  text.replace(
    /&(amp|quot|#39|lt|gt);/g,
    (entity) => ({ '&amp;': '&', '&quot;': '"', '&#39;': "'", '&lt;': '<', '&gt;': '>' })[entity] ?? entity,
  );

const attribute = (tag: string, name: string): string =>
  unescaped(new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1] ?? '');

/** A page as a browser without scripts has it: its links, its fields, and a way to send its form. */
export class Page {
  readonly #centre: Centre;
  readonly #path: string;
  readonly status: number;
  readonly body: string;

  private constructor(centre: Centre, path: string, status: number, body: string) {
    this.#centre = centre;
    this.#path = path;
    this.status = status;
    this.body = body;
  }

  /** @param link a path, or an address of ours */
  static async open(centre: Centre, link: string): Promise<Page> {
    const path = link.replace(/^https?:\/\/[^/]+/, '');
    const { status, body } = await centre.cloud.http('GET', path);
    return new Page(centre, path, status, body);
  }

  /** Sends the form with what its fields hold and what is filled in, to the address of the page. */
  async send(filled: Readonly<Record<string, string>> = {}): Promise<Page> {
    const hidden = this.#tags('input')
      .filter((tag) => attribute(tag, 'type') === 'hidden')
      .map((tag) => [attribute(tag, 'name'), attribute(tag, 'value')]);
    const body = new URLSearchParams({ ...Object.fromEntries(hidden), ...filled }).toString();
    const answer = await this.#centre.cloud.http('POST', this.#path, {
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body,
    });
    return new Page(this.#centre, this.#path, answer.status, answer.body);
  }

  /** The values of a field's radio buttons. */
  choices(name: string): string[] {
    return this.#tags('input')
      .filter((tag) => attribute(tag, 'name') === name)
      .map((tag) => attribute(tag, 'value'));
  }

  /** Where a link with this text leads. */
  link(text: string | RegExp): string {
    const found = [...this.body.matchAll(/<a ([^>]*)>([\s\S]*?)<\/a>/g)].find(([, , inside]) =>
      typeof text === 'string' ? inside?.includes(text) : text.test(inside ?? ''),
    );
    return attribute(`<a ${found?.[1]}>`, 'href');
  }

  get heading(): string {
    return unescaped(/<h1>(.*)<\/h1>/.exec(this.body)?.[1] ?? '');
  }

  #tags(name: string): string[] {
    return this.body.match(new RegExp(`<${name} [^>]*>`, 'g')) ?? [];
  }
}

/** The address of the booking page in the last email that somebody got. */
export function bookingLink(centre: Centre, to: string): string {
  const { html = '' } = centre.cloud.messages({ to }).at(-1) ?? {};
  const [, link = ''] = /href="([^"]*\/book\?t=[^"]*)"/.exec(html) ?? [];
  return link.replaceAll('&amp;', '&');
}
