import { Marketer } from './marketing.ts';

export interface ImportView {
  readonly id: string;
  readonly status: string;
  readonly next: number;
  readonly rows: number;
  readonly taken: number;
  readonly bad: number;
  readonly newPeople: number;
  readonly knownPeople: number;
  readonly entries: Readonly<Record<string, number>>;
  readonly understood: Readonly<Record<string, string | null>>;
}

interface Told {
  readonly items: readonly { readonly line: number; readonly field: string; readonly reason: string }[];
  readonly next: string | null;
}

export type Values = Readonly<Record<string, unknown>>;

interface Person {
  readonly id: string;
  readonly traits: Values;
  readonly identifiers: Readonly<Record<string, readonly string[]>>;
  readonly consents: readonly Values[];
}

/** A marketer with files, which are sent as the API wants them. */
export class Clerk {
  readonly marketer: Marketer;

  constructor(marketer: Marketer) {
    this.marketer = marketer;
  }

  static async open(): Promise<Clerk> {
    return new Clerk(await Marketer.open());
  }

  begin(says: Values = {}, headers: Readonly<Record<string, string>> = {}): Promise<ImportView> {
    return this.marketer.ask('POST', '/v1/imports', { name: 'customers.csv', ...says }, headers);
  }

  /** Lines begin behind a header. */
  part(id: string, part: number, rows: readonly Values[]) {
    const numbered = rows.map((values, index) => ({ line: index + 2, values }));
    return this.marketer.call('PUT', `/v1/imports/${id}/parts/${part}`, { rows: numbered });
  }

  async sends(says: Values, ...parts: readonly (readonly Values[])[]): Promise<ImportView> {
    const { id } = await this.begin(says);
    for (const [index, rows] of parts.entries()) {
      const answer = await this.part(id, index + 1, rows);
      if (answer.status !== 200) throw new Error(String(answer.body));
    }
    const done = await this.marketer.ask<ImportView>('POST', `/v1/imports/${id}/finish`);
    await this.marketer.centre.cloud.settle();
    return done;
  }

  errors(id: string, query = ''): Promise<Told> {
    return this.marketer.ask('GET', `/v1/imports/${id}/errors${query}`);
  }

  person(id: string): Promise<Person> {
    return this.marketer.ask('GET', `/v1/people/${id}`);
  }

  async events(id: string): Promise<readonly string[]> {
    const { items } = await this.marketer.ask<{ items: { name: string }[] }>(
      'GET',
      `/v1/people/${id}/timeline`,
    );
    return items.map(({ name }) => name);
  }
}
