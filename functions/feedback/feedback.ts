import type { SNSEvent } from 'aws-lambda';
import { Suppressions } from '../../domain/consent/suppressions.ts';
import type { Line } from '../../domain/line/line.ts';
import type { Table } from '../../domain/table.ts';
import type { Log } from '../shared/log.ts';
import { heed } from './heed.ts';
import { note } from './note.ts';
import { takePhoneEvent } from './phone/take.ts';
import { parseTextEvents } from './phone/text-event.ts';
import { parseWhatsAppEvents } from './phone/whatsapp-event.ts';
import { parseSesEvent, type SesEvent } from './ses-event.ts';
import { eventFor } from './tell.ts';

/** What End User Messaging tells of texts or WhatsApp messages; undefined for what is not from there. */
const phoneEventsIn = (message: string) => parseTextEvents(message) ?? parseWhatsAppEvents(message);

/** What feedback touches outside itself. */
export interface Outside {
  readonly table: Table;
  readonly line: Pick<Line, 'send'>;
  readonly signingKey: (now: Date) => Promise<string>;
}

/**
 * Takes what providers tell of messages from their topics: notes it on the message's record, heeds it, and tells the person's timeline.
 * Each of the three may be repeated, so a retry finishes what a crash cut short.
 */
export const feedback =
  ({ table, line, signingKey }: Outside, log: Log) =>
  async ({ Records }: SNSEvent): Promise<void> => {
    for (const { Sns } of Records) {
      const event = parseSesEvent(Sns.Message);
      const ofPhones = event ? undefined : phoneEventsIn(Sns.Message);
      if (event) await take(event);
      else if (ofPhones)
        for (const each of ofPhones) await takePhoneEvent({ table, line, signingKey }, each, log);
      else log.warn('feedback that is not about a message of ours', { snsMessageId: Sns.MessageId });
    }

    async function take(event: SesEvent): Promise<void> {
      const record = await note(table, event);
      log.info('feedback', {
        type: event.eventType,
        providerId: event.mail.messageId,
        known: record !== undefined,
        run: record?.run,
        person: record?.person,
        step: record?.step,
      });
      if (!record || record.kind === 'staff') return;
      const now = new Date();
      const suppressed =
        event.bounce || event.complaint
          ? await heed(table, new Suppressions(table, await signingKey(now)), record, event)
          : undefined;
      const told = eventFor(record, event, suppressed, now);
      if (told) await line.send([told]);
    }
  };
