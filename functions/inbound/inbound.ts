import type { SNSEvent, SNSMessage } from 'aws-lambda';
import { byAddress, type Reading } from '../../domain/inbound/by-address.ts';
import { take } from '../../domain/inbound/take.ts';
import { jsonIn } from '../shared/json-in.ts';
import type { Log } from '../shared/log.ts';
import { readEmail } from './email.ts';
import { heed } from './heed.ts';
import type { Outside } from './outside.ts';
import { sesReceiptIn } from './ses-receipt.ts';
import { smsIn } from './sms.ts';
import { whatsappIn } from './whatsapp.ts';

/**
 * Takes what providers tell of messages that people wrote: each becomes one event on one person's line, or is put
 * aside. A message that is told twice is recorded once, by the provider's id of it.
 */
export function inbound(outside: Outside, log: Log): (event: SNSEvent) => Promise<void> {
  const { table } = outside;

  async function* readings({ Message, Timestamp }: SNSMessage, now: Date): AsyncGenerator<Reading> {
    const notice = jsonIn(Message);
    const receipt = sesReceiptIn(notice);
    if (receipt) yield readEmail(outside, receipt, now);
    const text = smsIn(notice, new Date(Timestamp).toISOString());
    for (const told of text ? [text] : (whatsappIn(notice) ?? [])) yield byAddress(table, told, now);
  }

  return async ({ Records }) => {
    for (const { Sns } of Records) {
      const now = new Date();
      let found = 0;
      for await (const reading of readings(Sns, now)) {
        log.info('received', (await heed(outside, reading, now)) ?? (await take(outside, reading, now)));
        found += 1;
      }
      if (found === 0) log.info('a notice without a message of a person', { snsMessageId: Sns.MessageId });
    }
  };
}
