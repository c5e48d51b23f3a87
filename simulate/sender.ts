import type { Client } from './client.ts';

type Properties = Readonly<Record<string, unknown>>;

const keys = { site: 'wk_local', till: 'sk_local' } as const;

/** Sends events of a customer, from the site with the write key or from the till with the secret one. */
export class Sender {
  readonly #client: Client;
  readonly #as: keyof typeof keys;
  readonly #email: string;
  #sent = 0;

  /** @param email whose events they are; the client's own unless said otherwise. */
  constructor(client: Client, as: keyof typeof keys, email = client.name) {
    this.#client = client;
    this.#as = as;
    this.#email = email;
  }

  /** Whether it was taken. A call that was taken may be made once more, at once or days later. */
  async track(event: string, properties: Properties): Promise<boolean> {
    const { journal, dice, habits } = this.#client;
    const email = this.#email;
    this.#sent += 1;
    const messageId = `${this.#as}-${email}-${this.#sent}`;
    const call = {
      messageId,
      anonymousId: `${this.#as}-${email}`,
      context: { traits: { email } },
      event,
      properties,
    };
    const send = () =>
      this.#client.call('POST', '/v1/track', {
        headers: { authorization: `Basic ${Buffer.from(`${keys[this.#as]}:`).toString('base64')}` },
        body: call,
      });
    const taken = (await send())?.status === 200;
    if (taken) {
      journal.accepted.push({ email, messageId, event, at: this.#client.nowText });
      this.#client.note(`${event} ${JSON.stringify(properties)}`);
    }
    if (dice.chance(habits.repeated)) {
      await this.#client.pause(dice.of([0, 1_000, 6 * 60_000, 86_400_000]));
      await send();
    }
    return taken;
  }
}
