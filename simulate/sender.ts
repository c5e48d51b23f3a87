import type { Client } from './client.ts';

type Properties = Readonly<Record<string, unknown>>;

/** Of what an event says, the most that is noted, in characters. */
const longestNote = 160;

const keys = { site: 'wk_local', till: 'sk_local' } as const;

/** Sends events of a customer, from the site with the write key or from the till with the secret one. */
export class Sender {
  readonly #client: Client;
  readonly #as: keyof typeof keys;
  readonly #email: string;
  readonly #series: string;
  #sent = 0;

  /**
   * @param email whose events they are; the client's own unless said otherwise.
   * @param series begins the ids of its messages: of two senders of one person each needs its own.
   */
  constructor(client: Client, as: keyof typeof keys, email = client.name, series: string = as) {
    this.#client = client;
    this.#as = as;
    this.#email = email;
    this.#series = series;
  }

  /** Whether it was taken. A call that was taken may be made once more, at once or days later. */
  track(event: string, properties: Properties): Promise<boolean> {
    const traits = { email: this.#email };
    return this.#send('track', event, { event, properties, context: { traits } });
  }

  /** The same of what is known of the person. */
  identify(traits: Properties): Promise<boolean> {
    return this.#send('identify', 'Identified', { traits: { email: this.#email, ...traits } });
  }

  async #send(type: string, event: string, says: Properties): Promise<boolean> {
    const { journal, dice, habits } = this.#client;
    const email = this.#email;
    this.#sent += 1;
    const messageId = `${this.#series}-${email}-${this.#sent}`;
    const call = { messageId, anonymousId: `${this.#as}-${email}`, ...says };
    const send = () =>
      this.#client.call('POST', `/v1/${type}`, {
        headers: { authorization: `Basic ${Buffer.from(`${keys[this.#as]}:`).toString('base64')}` },
        body: call,
      });
    const taken = (await send())?.status === 200;
    if (taken) {
      journal.accepted.push({ email, messageId, event, at: this.#client.nowText });
      this.#client.note(`${event} ${JSON.stringify(says.properties ?? says.traits).slice(0, longestNote)}`);
    }
    if (dice.chance(habits.repeated)) {
      await this.#client.pause(dice.of([0, 1_000, 6 * 60_000, 86_400_000]));
      await send();
    }
    return taken;
  }
}
