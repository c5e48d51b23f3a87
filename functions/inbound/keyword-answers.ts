import type { Incoming } from '../../domain/consent/keywords/heed.ts';
import { answeredKey } from '../../domain/records.ts';
import { isConditionFailure, type Table } from '../../domain/table.ts';

/** AWS and Lambda give up on a notice before that, in seconds. */
const rememberedFor = 2 * 86_400;

/** Within that, in seconds, who sends the same keyword again, and no other between, has been answered: five STOPs are one. */
const answersOnceIn = 600;

/** Says something to a number. @throws whatever AWS throws */
export type Say = (to: string, text: string) => Promise<void>;

/** What is answered by each channel; none where the owner has no number for it. */
export type Voices = Readonly<Partial<Record<Incoming['channel'], Say>>>;

export interface KeywordAnswer extends Pick<Incoming, 'channel' | 'messageId'> {
  readonly to: string;
  readonly text: string;
  readonly keyword: string;
  /** A hash of who is answered. */
  readonly about: string;
}

/** The answers to STOP, START and HELP, as carriers ask for them; they go out whatever the person refuses. */
export class KeywordAnswers {
  readonly #table: Pick<Table, 'get' | 'put'>;
  readonly #voices: Voices;

  constructor(table: Pick<Table, 'get' | 'put'>, voices: Voices) {
    this.#table = table;
    this.#voices = voices;
  }

  /** Whether anything is answered by a channel. */
  goBy(channel: Incoming['channel']): boolean {
    return this.#voices[channel] !== undefined;
  }

  /**
   * Sends an answer, unless the same was sent just before or is being sent. After a crash between sending it and noting
   * that, it comes twice, which does less harm than none.
   * @throws whatever AWS throws, so that the notice is told again
   */
  async send(answer: KeywordAnswer, now: Date): Promise<void> {
    const { channel, to, text, messageId } = answer;
    const seconds = Math.floor(now.getTime() / 1000);
    const sent = answeredKey(channel, messageId);
    if (await this.#table.get(sent)) return;
    if (!(await this.#isFirst(answer, seconds))) return;
    await this.#voices[channel]?.(to, text);
    await this.#table.put({ ...sent, expires: seconds + rememberedFor });
  }

  /** Of several that come at once, one is the first, however often it is told. */
  async #isFirst({ channel, about, keyword, messageId }: KeywordAnswer, seconds: number): Promise<boolean> {
    const lately = { ...answeredKey(channel, about), keyword, messageId, expires: seconds + answersOnceIn };
    try {
      await this.#table.put(lately, {
        condition:
          'attribute_not_exists(pk) OR #keyword <> :keyword OR #expires <= :now OR messageId = :messageId',
        names: { '#keyword': 'keyword', '#expires': 'expires' },
        values: { ':keyword': keyword, ':now': seconds, ':messageId': messageId },
      });
      return true;
    } catch (error) {
      if (!isConditionFailure(error)) throw error;
      return false;
    }
  }
}
