import type { SQSClient } from '@aws-sdk/client-sqs';
import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { Poison } from '../../domain/events/poison.ts';
import { type RecordOptions, record } from '../../domain/events/record.ts';
import type { LineMessage } from '../../domain/events/recorded-event.ts';
import { Erased } from '../../domain/people/erasure/erased.ts';
import { releaseBrought } from '../../domain/people/erasure/release.ts';
import type { Log } from '../shared/log.ts';
import { deadLetter } from './dead-letters.ts';
import { type Followers, follow } from './follow.ts';
import { inOrder } from './in-order.ts';
import { isHopeless } from './is-hopeless.ts';

export interface Outside extends RecordOptions, Followers {
  readonly sqs: SQSClient;
  readonly deadLettersUrl: string;
  readonly log: Log;
}

/** Takes a batch off the line: records each message, then finishes what follows from it, which is safe to repeat. */
export const recordEvents =
  (outside: Outside) =>
  (batch: SQSEvent): Promise<SQSBatchResponse> =>
    inOrder(
      batch.Records,
      (record) => takeOrBury(outside, record),
      (record, error) => outside.log.warn('will be tried again', { ...namesOf(record), error }),
    );

async function takeOrBury(outside: Outside, sqsRecord: SQSRecord): Promise<void> {
  try {
    await take(outside, parse(sqsRecord.body));
  } catch (error) {
    if (error instanceof Erased) return drop(outside, sqsRecord);
    if (!(await isHopeless(outside.table, sqsRecord, error, new Date()))) throw error;
    outside.log.error('dead-lettered', { ...namesOf(sqsRecord), error });
    await deadLetter(outside.sqs, outside.deadLettersUrl, sqsRecord, error);
  }
}

/** A message of the line is in its person's group. */
const namesOf = ({ messageId, attributes }: SQSRecord) => ({
  messageId,
  person: attributes.MessageGroupId,
});

function parse(body: string): LineMessage {
  try {
    const message = JSON.parse(body) as LineMessage;
    if (message.v === 1 && message.person && message.key && message.messageId && message.name) return message;
  } catch (error) {
    throw new Poison(`the body is not JSON: ${error instanceof Error ? error.message : error}`);
  }
  throw new Poison('the body is no message of the line: v 1, person, key, messageId and name are required');
}

async function take(outside: Outside, message: LineMessage): Promise<void> {
  const recording = await record(outside.table, outside.runs, message, outside, new Date());
  const { person, id, seq, name } = recording.event;
  outside.log.info(recording.again ? 'recorded before' : 'recorded', { person, event: id, seq, name });
  await follow(outside, recording, new Date());
}

/** What comes for somebody who was erased leads to nothing, and neither does what it brought: it would be nobody's for ever. */
async function drop({ table, log }: Outside, sqsRecord: SQSRecord): Promise<void> {
  const { person, identifiers = {} } = parse(sqsRecord.body);
  await releaseBrought(table, person, identifiers);
  log.info('dropped: the person was erased', namesOf(sqsRecord));
}
