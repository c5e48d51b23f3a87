import type { HttpOutput } from '../local/in-process-http.ts';
import type { Client } from './client.ts';

type Fields = Readonly<Record<string, string>>;

const unescaped = (text: string): string => text.replaceAll('&amp;', '&').replaceAll('&quot;', '"');

const attributeOf = (tag: string, name: string): string =>
  unescaped(new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1] ?? '');

const inputsOf = ({ body }: HttpOutput): readonly string[] => body.match(/<input [^>]*>/g) ?? [];

/** A page that a customer has open: the values of a field that can be chosen, and a way to send the form. */
export class Page {
  readonly #client: Client;
  readonly #path: string;
  readonly answer: HttpOutput;

  private constructor(client: Client, path: string, answer: HttpOutput) {
    this.#client = client;
    this.#path = path;
    this.answer = answer;
  }

  /** Undefined when there is no such page, or none that answers. */
  static async open(client: Client, path: string | undefined): Promise<Page | undefined> {
    const answer = path === undefined ? undefined : await client.call('GET', path);
    return path !== undefined && answer?.status === 200 ? new Page(client, path, answer) : undefined;
  }

  choices(name: string): string[] {
    return inputsOf(this.answer)
      .filter((tag) => attributeOf(tag, 'name') === name)
      .map((tag) => attributeOf(tag, 'value'));
  }

  /** Sends what the hidden fields hold and what is filled in. Undefined when nobody answered. */
  async send(filled: Fields): Promise<HttpOutput | undefined> {
    const hidden = inputsOf(this.answer)
      .filter((tag) => attributeOf(tag, 'type') === 'hidden')
      .map((tag) => [attributeOf(tag, 'name'), attributeOf(tag, 'value')]);
    return this.#client.call('POST', this.#path, {
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ ...Object.fromEntries(hidden), ...filled }).toString(),
    });
  }
}
