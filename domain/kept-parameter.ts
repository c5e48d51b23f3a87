import { GetParameterCommand, type SSMClient } from '@aws-sdk/client-ssm';
import type * as z from 'zod/mini';
import { complaints } from '../workflows/sentences.ts';

/** How long a value is used before it is asked for again, in milliseconds: what the owner changes takes hold within it. */
const keptFor = 5 * 60_000;

/** What can be said without the value, which may be a secret. */
const withoutValue: ReadonlySet<string> = new Set(['invalid_type']);

/** What the owner keeps in an SSM parameter as JSON, read when it is first needed. */
export class KeptParameter<Schema extends z.ZodMiniType> {
  readonly #ssm: SSMClient;
  readonly #name: string;
  readonly #schema: Schema;
  #kept: { readonly value: z.output<Schema> | undefined; readonly until: number } | undefined;

  constructor(ssm: SSMClient, name: string, schema: Schema) {
    this.#ssm = ssm;
    this.#name = name;
    this.#schema = schema;
  }

  /**
   * The very same value as long as it is kept; undefined where the owner made none.
   * @throws Error naming the parameter and the field that cannot be read, and no value; whatever SSM throws
   */
  async read(now: Date): Promise<z.output<Schema> | undefined> {
    if (this.#kept && this.#kept.until > now.getTime()) return this.#kept.value;
    const text = await this.#text();
    const value = text === undefined ? undefined : this.#parsed(text);
    this.#kept = { value, until: now.getTime() + keptFor };
    return value;
  }

  #parsed(text: string): z.output<Schema> {
    const value = this.#json(text);
    const read = this.#schema.safeParse(value);
    if (read.success) return read.data;
    const wrong = complaints(read.error, value, withoutValue).map(({ reason }) => reason);
    throw new Error(`${this.#name}: ${wrong.join('; ')}`);
  }

  #json(text: string): unknown {
    try {
      return JSON.parse(text);
    } catch {
      // The cause would quote the text, and with it the secrets.
      throw new Error(`${this.#name}: is no JSON`);
    }
  }

  async #text(): Promise<string | undefined> {
    try {
      const { Parameter } = await this.#ssm.send(
        new GetParameterCommand({ Name: this.#name, WithDecryption: true }),
      );
      return Parameter?.Value;
    } catch (error) {
      if (error instanceof Error && error.name === 'ParameterNotFound') return undefined;
      throw error;
    }
  }
}
