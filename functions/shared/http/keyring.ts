import { GetParameterCommand, type SSMClient } from '@aws-sdk/client-ssm';
import { ApiKeys } from '../../../domain/keys/api-keys.ts';
import { findKey, type KeyRecord, parseKeys } from '../../../domain/keys/keys.ts';
import type { Table } from '../../../domain/table.ts';

/** How long a key that was taken away may still open, in each function instance. */
const freshMs = 60_000;

/** How soon a text that nobody knows makes the keys be read again: a new key opens after so long, and guessing costs no more. */
const recentMs = 5_000;

/** All API keys, the owner's of the parameter and those of the API's making; read at most once a minute. */
export class Keyring {
  readonly #client: SSMClient;
  readonly #parameter: string;
  readonly #apiKeys: ApiKeys;
  #kept: { readonly records: readonly KeyRecord[]; readonly at: number } | undefined;

  constructor(client: SSMClient, parameter: string, table: Pick<Table, 'get' | 'put'>) {
    this.#client = client;
    this.#parameter = parameter;
    this.#apiKeys = new ApiKeys(table);
  }

  /** @throws Error for a parameter that is missing or not a list of keys */
  records(now: Date): Promise<readonly KeyRecord[]> {
    return this.#readSince(now.getTime() - freshMs, now);
  }

  /** The record of the key with this text, which may have expired. */
  async find(text: string, now: Date): Promise<KeyRecord | undefined> {
    return (
      findKey(await this.records(now), text, now) ??
      findKey(await this.#readSince(now.getTime() - recentMs, now), text, now)
    );
  }

  /** The owner's keys alone, as they are now. */
  async owners(): Promise<readonly KeyRecord[]> {
    const { Parameter } = await this.#client.send(
      new GetParameterCommand({ Name: this.#parameter, WithDecryption: true }),
    );
    return parseKeys(Parameter?.Value ?? '[]');
  }

  /** The keys as they were read after that moment, in milliseconds. */
  async #readSince(since: number, now: Date): Promise<readonly KeyRecord[]> {
    if (this.#kept && this.#kept.at > since) return this.#kept.records;
    const [owners, api] = await Promise.all([this.owners(), this.#apiKeys.list()]);
    const records = [...owners, ...api];
    this.#kept = { records, at: now.getTime() };
    return records;
  }
}
