import { threadIdFor } from '../../domain/ids.ts';
import { type Received, receivedEvent } from '../../domain/inbound/received.ts';
import type { Centre } from './centre.ts';

type Written = Partial<Received> & {
  readonly text: string;
  /** Which of the person's mails it answers: the last unless said otherwise, `none` for a new one. */
  readonly answers?: number | 'none';
};

let written = 0;

/** What people write to the centre, and what they are written. */
export class Correspondence {
  readonly #centre: Centre;

  constructor(centre: Centre) {
    this.#centre = centre;
  }

  /** A person's message comes in; the answer to the last mail that they got, unless it says otherwise. */
  async writes(email: string, { answers = -1, ...message }: Written): Promise<void> {
    await this.delivers(await this.message(email, { answers, ...message }));
  }

  /** The text of the last mail that somebody got. */
  last(email: string): string {
    return this.#centre.cloud.messages({ to: email }).at(-1)?.text ?? '';
  }

  /** The numbered times in the last mail that somebody got, as they are told. */
  times(email: string): string[] {
    return [...this.last(email).matchAll(/^\d\. (.*)$/gm)].map(([, time = '']) => time);
  }

  /** A message as it would be put on the line. */
  async message(email: string, { answers = -1, ...message }: Written) {
    written += 1;
    const id = `in-${written}@example.com`;
    const { id: person } = await this.#centre.get<{ id: string }>(`/v1/people/email:${email}`);
    const mail = answers === 'none' ? undefined : this.#centre.cloud.messages({ to: email }).at(answers);
    const { journey = '' } = mail ? await this.#centre.get<{ journey: string }>(`/v1/runs/${mail.run}`) : {};
    return receivedEvent(
      {
        id,
        person,
        channel: 'email',
        thread: threadIdFor(person, message.channel ?? 'email', mail?.run ?? email),
        from: email,
        sender: 'person',
        messageId: `<${id}>`,
        at: new Date(this.#centre.cloud.now()).toISOString(),
        ...(mail && {
          subject: `Re: ${mail.subject}`,
          inReplyTo: { journey, run: mail.run ?? '', step: mail.step ?? '', visit: 1 },
        }),
        ...message,
      },
      new Date(this.#centre.cloud.now()),
    );
  }

  async delivers(...messages: readonly Awaited<ReturnType<Correspondence['message']>>[]): Promise<void> {
    const { cloud } = this.#centre;
    const queue = (await cloud.call('sqs', 'GetQueueUrl', { QueueName: 'onward-line.fifo' })) as {
      QueueUrl: string;
    };
    for (const message of messages) {
      written += 1;
      await cloud.call('sqs', 'SendMessage', {
        ...queue,
        MessageBody: JSON.stringify(message),
        MessageGroupId: message.person,
        // Its own each time, so that SQS lets repetitions through.
        MessageDeduplicationId: `delivery-${written}`,
      });
    }
    await cloud.settle();
  }
}
