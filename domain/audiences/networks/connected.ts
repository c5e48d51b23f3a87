import { type AccessTokens, NoAccess } from './access-tokens.ts';
import { call } from './call.ts';
import type { AdNetwork, Answer, Change, Connection, HttpCall, Keys, Verdict } from './network.ts';

const unauthorised: Verdict = { kind: 'later', reason: 'unauthorised' };

/** A network that the owner has an account at, ready to be talked to. */
export class ConnectedNetwork {
  readonly network: AdNetwork;
  readonly #connection: Connection;
  readonly #tokens: AccessTokens;

  constructor(network: AdNetwork, account: unknown, tokens: AccessTokens) {
    this.network = network;
    this.#connection = network.connect(account);
    this.#tokens = tokens;
  }

  /** The network's id of an audience; undefined where the owner has none there. */
  audience(id: string): string | undefined {
    return Object.hasOwn(this.#connection.audiences, id) ? this.#connection.audiences[id] : undefined;
  }

  /** Adds or removes any number of people, in as few calls as the network allows. One verdict for each, in order. */
  async change(
    action: Change['action'],
    audience: string,
    users: readonly Keys[],
    now: Date,
  ): Promise<readonly Verdict[]> {
    const { mostUsers } = this.network;
    const of = Math.ceil(users.length / mostUsers);
    const session = of > 1 ? newSession() : 0;
    const verdicts: Verdict[] = [];
    for (let nth = 1; nth <= of; nth += 1) {
      const some = users.slice((nth - 1) * mostUsers, nth * mostUsers);
      const part = of > 1 ? { part: { nth, of, users: users.length, session } } : {};
      verdicts.push(...(await this.#change({ action, audience, users: some, ...part }, now)));
    }
    return verdicts;
  }

  /** What came of a request; `processing` while nobody can tell. */
  async poll(requestId: string, now: Date): Promise<Verdict | 'processing'> {
    const { poll } = this.#connection;
    if (!poll) return { kind: 'accepted' };
    const answer = await this.#ask(poll.request(requestId), now);
    return 'kind' in answer ? answer : poll.verdict(answer);
  }

  async #change(change: Change, now: Date): Promise<readonly Verdict[]> {
    const answer = await this.#ask(this.#connection.change(change), now);
    const said = 'kind' in answer ? answer : this.#connection.verdicts(change, answer);
    return 'kind' in said ? change.users.map(() => said) : said;
  }

  /** Asks with a token, and once more with a new one if the first is refused. */
  async #ask(request: HttpCall, now: Date): Promise<Answer | Verdict> {
    for (let attempt = 0; attempt < 2; attempt += 1) {
      const answer = await this.#askOnce(request, now);
      if ('kind' in answer || !this.#connection.isUnauthorised(answer)) return answer;
      this.#tokens.forget(this.network.id);
    }
    return unauthorised;
  }

  async #askOnce(request: HttpCall, now: Date): Promise<Answer | Verdict> {
    const { access } = this.#connection;
    try {
      const token = await this.#tokens.token(this.network.id, access, now);
      return await call(request, this.#connection.authorise(token));
    } catch (error) {
      if (!(error instanceof NoAccess)) throw error;
      return { kind: 'later', reason: error.message };
    }
  }
}

/** A number of 52 random bits: Meta takes 64, JSON keeps 53. */
const newSession = (): number => {
  const [high = 0, low = 0] = crypto.getRandomValues(new Uint32Array(2));
  return (high % 2 ** 20) * 2 ** 32 + low;
};
