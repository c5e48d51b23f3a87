import { GetParameterCommand, type SSMClient } from '@aws-sdk/client-ssm';
import { type KeyRecord, parseKeys } from '../../../domain/keys/keys.ts';

/** How long a key that was taken away may still open, in each function instance. */
const freshMs = 60_000;

/** The API keys of the parameter, read at most once a minute. */
export class Keyring {
  readonly #client: SSMClient;
  readonly #parameter: string;
  #kept: { readonly records: readonly KeyRecord[]; readonly until: number } | undefined;

  constructor(client: SSMClient, parameter: string) {
    this.#client = client;
    this.#parameter = parameter;
  }

  /** @throws Error for a parameter that is missing or not a list of keys */
  async records(now: Date): Promise<readonly KeyRecord[]> {
    if (this.#kept && now.getTime() < this.#kept.until) return this.#kept.records;
    const { Parameter } = await this.#client.send(
      new GetParameterCommand({ Name: this.#parameter, WithDecryption: true }),
    );
    const records = parseKeys(Parameter?.Value ?? '[]');
    this.#kept = { records, until: now.getTime() + freshMs };
    return records;
  }
}
