import type {
  PinpointSMSVoiceV2Client,
  SendTextMessageCommandInput,
} from '@aws-sdk/client-pinpoint-sms-voice-v2';
import { SendTextMessageCommand } from '@aws-sdk/client-pinpoint-sms-voice-v2';
import { answeredKey } from '../../domain/records.ts';
import type { Item, Table } from '../../domain/table.ts';

/** AWS and Lambda give up on a notice before that, in seconds. */
const rememberedFor = 2 * 86_400;

/** Within that, in seconds, who sends the same keyword again, and no other between, has been answered: five STOPs in a row are one. */
const answersOnceIn = 600;

/** How long carriers try, in seconds: an answer to STOP that comes a day late says nothing. */
const validFor = 3_600;

export interface KeywordAnswer {
  readonly to: string;
  readonly text: string;
  /** The provider's id of the keyword's message. */
  readonly messageId: string;
  readonly keyword: string;
  /** A hash of who is answered. */
  readonly about: string;
}

/** The texts that carriers ask for in answer to STOP, START and HELP; they go out whatever the person refuses. */
export class KeywordAnswers {
  readonly #table: Pick<Table, 'get' | 'put'>;
  readonly #client: PinpointSMSVoiceV2Client;
  readonly #from: Pick<SendTextMessageCommandInput, 'OriginationIdentity' | 'ConfigurationSetName'>;

  constructor(
    table: Pick<Table, 'get' | 'put'>,
    client: PinpointSMSVoiceV2Client,
    from: Pick<SendTextMessageCommandInput, 'OriginationIdentity' | 'ConfigurationSetName'>,
  ) {
    this.#table = table;
    this.#client = client;
    this.#from = from;
  }

  /**
   * Sends an answer, unless the same was sent just before. Noted once it is sent: after a crash between the two it comes
   * twice, which does less harm than none.
   * @throws whatever AWS throws, so that the notice is told again
   */
  async send({ to, text, messageId, keyword, about }: KeywordAnswer, now: Date): Promise<void> {
    const seconds = Math.floor(now.getTime() / 1000);
    const key = answeredKey('sms', messageId);
    const lately = answeredKey('sms', about);
    if (await this.#table.get(key)) return;
    const last = await this.#table.get<Item & { keyword: string; expires: number }>(lately);
    if (last?.keyword === keyword && last.expires > seconds) return;
    await this.#client.send(
      new SendTextMessageCommand({
        ...this.#from,
        DestinationPhoneNumber: to,
        MessageBody: text,
        MessageType: 'TRANSACTIONAL',
        TimeToLive: validFor,
      }),
    );
    await this.#table.put({ ...lately, keyword, expires: seconds + answersOnceIn });
    await this.#table.put({ ...key, expires: seconds + rememberedFor });
  }
}
