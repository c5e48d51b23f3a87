import { GetParameterCommand, type SSMClient } from '@aws-sdk/client-ssm';

/** How long a read key is used before it is asked for again, in milliseconds: a replaced key takes hold within it. */
const keptFor = 5 * 60_000;

/** HMAC-SHA-256 is as strong as its key up to 32 bytes. */
const shortestKey = 32;

/** The secret that signs links, kept in an SSM parameter and read when it is first needed. */
export class SigningKey {
  readonly #ssm: SSMClient;
  readonly #parameter: string;
  #kept: { readonly value: string; readonly until: number } | undefined;

  constructor(ssm: SSMClient, parameter: string) {
    this.#ssm = ssm;
    this.#parameter = parameter;
  }

  /** @throws Error when the parameter holds no key worth the name; whatever SSM throws. */
  async read(now: Date): Promise<string> {
    if (this.#kept && this.#kept.until > now.getTime()) return this.#kept.value;
    const { Parameter } = await this.#ssm.send(
      new GetParameterCommand({ Name: this.#parameter, WithDecryption: true }),
    );
    const value = Parameter?.Value ?? '';
    if (value.length < shortestKey)
      throw new Error(
        `${this.#parameter}: a signing key of ${value.length} characters; put at least ${shortestKey} random ones`,
      );
    this.#kept = { value, until: now.getTime() + keptFor };
    return value;
  }
}
