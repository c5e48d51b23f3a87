import { GetParameterCommand, type SSMClient } from '@aws-sdk/client-ssm';
import * as z from 'zod/mini';
import { AccessTokens } from './networks/access-tokens.ts';
import { ConnectedNetwork } from './networks/connected.ts';
import { networks } from './networks/index.ts';

/** How long accounts are used before they are asked for again, in milliseconds: what the owner changes takes hold within it. */
const keptFor = 5 * 60_000;

/**
 * The ad networks that the owner has accounts at, from an SSM parameter: `{"meta": {…}, "google": {…}}`, each part as
 * its network reads it. Networks that are not in it are not used; without the parameter none is.
 */
export class Connections {
  readonly #ssm: SSMClient;
  readonly #parameter: string;
  readonly #tokens = new AccessTokens();
  #kept: { readonly connected: readonly ConnectedNetwork[]; readonly until: number } | undefined;

  constructor(ssm: SSMClient, parameter: string) {
    this.#ssm = ssm;
    this.#parameter = parameter;
  }

  /** @throws Error naming the network and the field that cannot be read, and no value; whatever SSM throws */
  async read(now: Date): Promise<readonly ConnectedNetwork[]> {
    if (this.#kept && this.#kept.until > now.getTime()) return this.#kept.connected;
    const accounts = parseAccounts(this.#parameter, await this.#value());
    const connected = networks
      .filter(({ id }) => accounts[id] !== undefined)
      .map((network) => {
        try {
          return new ConnectedNetwork(network, accounts[network.id], this.#tokens);
        } catch (error) {
          throw new Error(
            `${this.#parameter}: ${network.id}: ${error instanceof Error ? error.message : error}`,
          );
        }
      });
    this.#kept = { connected, until: now.getTime() + keptFor };
    return connected;
  }

  async #value(): Promise<string> {
    try {
      const { Parameter } = await this.#ssm.send(
        new GetParameterCommand({ Name: this.#parameter, WithDecryption: true }),
      );
      return Parameter?.Value ?? '{}';
    } catch (error) {
      if (error instanceof Error && error.name === 'ParameterNotFound') return '{}';
      throw error;
    }
  }
}

function parseAccounts(parameter: string, json: string): Readonly<Record<string, unknown>> {
  try {
    return z.record(z.string(), z.unknown()).parse(JSON.parse(json));
  } catch {
    // The cause would quote the text, and with it the secrets.
    throw new Error(`${parameter}: is no JSON object of networks`);
  }
}
