import type { SSMClient } from '@aws-sdk/client-ssm';
import * as z from 'zod/mini';
import { KeptParameter } from '../kept-parameter.ts';
import { AccessTokens } from './networks/access-tokens.ts';
import { ConnectedNetwork } from './networks/connected.ts';
import { networks } from './networks/index.ts';

const accountsSchema = z.record(z.string(), z.unknown());

/**
 * The ad networks that the owner has accounts at, from an SSM parameter: `{"meta": {…}, "google": {…}}`, each part as
 * its network reads it. Networks that are not in it are not used; without the parameter none is.
 */
export class Connections {
  readonly #accounts: KeptParameter<typeof accountsSchema>;
  readonly #parameter: string;
  readonly #tokens = new AccessTokens();
  #kept: { readonly accounts: object; readonly connected: readonly ConnectedNetwork[] } | undefined;

  constructor(ssm: SSMClient, parameter: string) {
    this.#accounts = new KeptParameter(ssm, parameter, accountsSchema);
    this.#parameter = parameter;
  }

  /** @throws Error naming the network and the field that cannot be read, and no value; whatever SSM throws */
  async read(now: Date): Promise<readonly ConnectedNetwork[]> {
    const accounts = await this.#accounts.read(now);
    if (!accounts) return [];
    if (this.#kept?.accounts === accounts) return this.#kept.connected;
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
    this.#kept = { accounts, connected };
    return connected;
  }
}
