import type { SNSEvent } from 'aws-lambda';
import { isFlood } from '../../domain/inbound/flood.ts';
import { Quarantine } from '../../domain/inbound/quarantine.ts';
import { receivedEvent } from '../../domain/inbound/received.ts';
import type { Log } from '../shared/log.ts';
import { type Reading, readEmail } from './email.ts';
import type { Outside } from './outside.ts';
import { sesReceiptIn } from './ses-receipt.ts';

/**
 * Takes what providers tell of messages that people wrote: each becomes one event on one person's line, or is put
 * aside. A message that is told twice is recorded once, by the provider's id of it.
 */
export const inbound = (outside: Outside, log: Log) => {
  const quarantine = new Quarantine(outside.table);

  return async ({ Records }: SNSEvent): Promise<void> => {
    for (const { Sns } of Records) {
      const now = new Date();
      const reading = await read(Sns.Message, now);
      if (reading) await take(reading, now);
      else log.warn('a notice that is not about a message of a person', { snsMessageId: Sns.MessageId });
    }
  };

  async function read(message: string, now: Date): Promise<Reading | undefined> {
    const told = jsonIn(message);
    const receipt = sesReceiptIn(told);
    return receipt && readEmail(outside, receipt, now);
  }

  async function take(reading: Reading, now: Date): Promise<void> {
    if ('quarantined' in reading) {
      const { id, quarantined } = reading;
      await quarantine.keep(id, quarantined);
      log.warn('a message was put aside', { messageId: id, reason: quarantined.reason });
      return;
    }
    const { received } = reading;
    const { person, channel, thread, sender, id } = received;
    const flood = await isFlood(outside.table, person, now);
    const event = receivedEvent(flood ? { ...received, automatic: true } : received, now);
    await outside.line.send([event]);
    log.info('received', { person, channel, thread, sender, messageId: id, flood });
  }
};

/** Undefined for what is no JSON, as the note that a service sends to a new topic. */
function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return undefined;
  }
}
