import type { DynamoDBRecord } from 'aws-lambda';
import type { RecordedEvent } from '../../domain/events/recorded-event.ts';
import { eventKey } from '../../domain/records.ts';
import { mayBeOutcome } from '../../domain/reports/attribution/outcome-of.ts';
import { Counters } from '../../domain/reports/counters.ts';
import { findOutcome } from '../../domain/reports/find-outcome.ts';
import { type Change, changeFacts } from '../../domain/reports/item-facts.ts';
import { placeOf } from '../../domain/reports/marks.ts';
import { failedConditions, type Table } from '../../domain/table.ts';
import type { Log } from '../shared/log.ts';
import { changeOf } from './change.ts';

/**
 * What Lambda hands over where a stream is read in windows, which is what makes it say the shard.
 * https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-windows.html
 */
export interface StreamWindow {
  /** None at the end of a window in which nothing came after the last batch. */
  readonly Records: readonly DynamoDBRecord[];
  readonly shardId: string;
}

/** Lambda asks for a state where there are windows. None is carried from batch to batch: counters say themselves how far they are. */
export interface WindowAnswer {
  readonly state: Readonly<Record<string, never>>;
  readonly batchItemFailures: readonly never[];
}

interface Outside {
  readonly table: Table;
  /** The business's time zone. */
  readonly zone: string;
}

const eventIn = ({ before, after }: Change): RecordedEvent | undefined =>
  !before && after?.sk.startsWith('EVENT#') ? (after as object as RecordedEvent) : undefined;

/**
 * Adds up what the table's changes come to. An event that is an outcome is first written down as one, with what it is
 * owed to: that record comes by the stream as well, and is counted then.
 */
export const foldReports =
  ({ table, zone }: Outside, log: Log) =>
  async ({ Records, shardId }: StreamWindow): Promise<WindowAnswer> => {
    const now = new Date();
    const changes = Records.map((record) => ({
      place: placeOf(record.dynamodb?.SequenceNumber ?? ''),
      change: changeOf(record),
    }));
    for (const { change } of changes) {
      const event = eventIn(change);
      if (event && mayBeOutcome(event)) await keepOutcome(event);
    }
    await new Counters(table).take(
      shardId,
      changes.map(({ place, change }) => ({ place, facts: changeFacts(change, zone) })),
      now,
    );
    if (Records.length > 0) log.info('folded', { records: Records.length, shard: shardId });
    return { state: {}, batchItemFailures: [] };

    /** Beside its event, if that is there still: of somebody who was erased meanwhile nothing is written. */
    async function keepOutcome(event: RecordedEvent): Promise<void> {
      const outcome = await findOutcome(table, event);
      if (!outcome) return;
      try {
        await table.transact([
          { put: outcome, condition: 'attribute_not_exists(pk)' },
          { check: eventKey(event.person, event.seq) },
        ]);
      } catch (error) {
        if (!failedConditions(error)?.includes(true)) throw error;
      }
    }
  };
