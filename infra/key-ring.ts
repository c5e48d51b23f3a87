import { generateKeyPairSync } from 'node:crypto';
import { publicKeyOf, vapidKeySchema } from '../domain/channels/push/vapid.ts';
import { randomText } from '../domain/ids.ts';
import { hashKey, type KeyRecord, newKeyText, parseKeys, rotated } from '../domain/keys/keys.ts';
import type { Parameters } from './parameters.ts';
import { Refusal } from './refusal.ts';
import { parameterNames } from './resources.ts';

/** Characters that a standard parameter holds; the next tier costs $0.05 a month. */
const standardTier = 4096;

/** What a key may be given. */
interface NewKey extends Pick<KeyRecord, 'scopes' | 'expires' | 'perMinute'> {
  /** What the key is called in lists and as the owner of message ids; made up if not given. */
  readonly name?: string | undefined;
}

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
   * Makes a key. @throws Refusal if the name is taken or no name, if what it is given is not understood, or if the
   * parameter is full
   */
  async create(
    kind: KeyRecord['kind'],
    { name, ...given }: NewKey = {},
  ): Promise<{ readonly id: string; readonly text: string }> {
    const records = await this.list();
    const id = name ?? `${kind}-${randomText(40)}`;
    if (records.some((record) => record.id === id))
      throw new Refusal(`there is a key "${id}" already: give another --name, or revoke it first`);
    if (kind === 'write' && given.scopes)
      throw new Refusal(
        'a write key sends events as a browser does, and has no other scopes: leave them out',
      );
    const text = newKeyText(kind);
    await this.#write([...records, { id, kind, hash: hashKey(text), ...given }]);
    return { id, text };
  }

  /**
   * Gives a key another text; the one it has opens for so many hours more. @throws Refusal if there is no such key
   */
  async rotate(id: string, graceHours: number, now: Date): Promise<string> {
    const records = await this.list();
    const record = records.find((each) => each.id === id) ?? this.#unknown(id, records);
    const text = newKeyText(record.kind);
    const until = new Date(now.getTime() + graceHours * 3_600_000);
    await this.#write(records.map((each) => (each === record ? rotated(each, text, until, now) : each)));
    return text;
  }

  /** @throws Refusal if there is no such key */
  async revoke(id: string): Promise<void> {
    const records = await this.list();
    const rest = records.filter((record) => record.id !== id);
    if (rest.length === records.length) this.#unknown(id, records);
    await this.#write(rest);
  }

  #unknown(id: string, records: readonly KeyRecord[]): never {
    throw new Refusal(
      `there is no key "${id}": ${records.map((each) => each.id).join(', ') || 'there are none'}`,
    );
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
