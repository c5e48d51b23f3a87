import { generateKeyPairSync } from 'node:crypto';
import { publicKeyOf, vapidKeySchema } from '../domain/channels/push/vapid.ts';
import { randomText } from '../domain/ids.ts';
import { hashKey, type KeyRecord, parseKeys } from '../domain/keys/keys.ts';
import type { Parameters } from './parameters.ts';
import { Refusal } from './refusal.ts';
import { parameterNames } from './resources.ts';

const prefixes = { write: 'wk_', secret: 'sk_' } as const;

/** Characters that a standard parameter holds; the next tier costs $0.05 a month. */
const standardTier = 4096;

/** The owner's API keys and signing secret, in the account's Systems Manager parameters. Of keys only hashes are kept. */
export class KeyRing {
  readonly #parameters: Parameters;

  constructor(parameters: Parameters) {
    this.#parameters = parameters;
  }

  async list(): Promise<readonly KeyRecord[]> {
    const json = await this.#parameters.read(parameterNames.keys);
    return json === undefined ? [] : parseKeys(json);
  }

  /**
   * Makes a key: `wk_` or `sk_` and 32 random characters (160 bits).
   * @param name what the key is called in lists and as the owner of message ids; made up if not given
   * @throws Refusal if the name is taken or no name, or if the parameter is full
   */
  async create(
    kind: KeyRecord['kind'],
    name?: string,
  ): Promise<{ readonly id: string; readonly text: string }> {
    const records = await this.list();
    const id = name ?? `${kind}-${randomText(40)}`;
    if (records.some((record) => record.id === id))
      throw new Refusal(`there is a key "${id}" already: give another --name, or revoke it first`);
    const text = `${prefixes[kind]}${randomText(160)}`;
    await this.#write([...records, { id, kind, hash: hashKey(text) }]);
    return { id, text };
  }

  /** @throws Refusal if there is no such key */
  async revoke(id: string): Promise<void> {
    const records = await this.list();
    const rest = records.filter((record) => record.id !== id);
    if (rest.length === records.length)
      throw new Refusal(
        `there is no key "${id}": ${records.map((each) => each.id).join(', ') || 'there are none'}`,
      );
    await this.#write(rest);
  }

  /** @throws Refusal if there is one and it is not to be replaced */
  async makeSigningKey(replace: boolean): Promise<void> {
    if (!replace && (await this.#parameters.read(parameterNames.signingKey)) !== undefined)
      throw new Refusal(
        'there is a signing key already: with --replace every link sent so far stops working, unsubscribe links included, and addresses that bounced, complained or wrote STOP are not recognised any more',
      );
    await this.#parameters.write(parameterNames.signingKey, randomText(320));
  }

  /**
   * The public half of the key pair for web push, in base64url; makes the pair if there is none.
   * @param replace makes another: browsers that took notifications under the old one have to agree anew
   */
  async vapidKey(replace: boolean): Promise<string> {
    const found = replace ? undefined : await this.#parameters.read(parameterNames.vapidKey);
    if (found !== undefined) return vapidKeySchema.parse(JSON.parse(found)).publicKey;
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const { x = '', y = '', d } = privateKey.export({ format: 'jwk' });
    await this.#parameters.write(parameterNames.vapidKey, JSON.stringify({ x, y, d }));
    return publicKeyOf({ x, y });
  }

  async #write(records: readonly KeyRecord[]): Promise<void> {
    const json = JSON.stringify(records);
    if (json.length > standardTier)
      throw new Refusal(
        `${records.length} keys do not fit into one parameter: revoke those that are not used`,
      );
    try {
      parseKeys(json);
    } catch (error) {
      throw new Refusal(error instanceof Error ? error.message : String(error));
    }
    await this.#parameters.write(parameterNames.keys, json);
  }
}
