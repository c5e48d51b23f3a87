import type { DynamoDBRecord } from 'aws-lambda';
import type { RecordedEvent } from '../../domain/events/recorded-event.ts';
import { eventKey } from '../../domain/records.ts';
import { mayBeOutcome } from '../../domain/reports/attribution/outcome-of.ts';
import { Counters } from '../../domain/reports/counters.ts';
import { findOutcome } from '../../domain/reports/find-outcome.ts';
import { type Change, changeFacts } from '../../domain/reports/item-facts.ts';
import { placeOf } from '../../domain/reports/marks.ts';
import { alsoMoved } from '../../domain/reports/recount/moved.ts';
import { Recounts } from '../../domain/reports/recount/recounts.ts';
import { isUnder, noteTouched } from '../../domain/reports/recount/touched.ts';
import { noteTaken } from '../../domain/reports/recount/watermarks.ts';
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
  /** How far before an outcome a touch may lie to have led to it. */
  readonly lookBackDays: number;
}

const eventIn = ({ before, after }: Change): RecordedEvent | undefined =>
  !before && after?.sk.startsWith('EVENT#') ? (after as object as RecordedEvent) : undefined;

/**
 * Adds up what the table's changes come to. An event that is an outcome is first written down as one, with what it is
 * owed to: that record comes by the stream as well, and is counted then.
 */
export const foldReports =
  ({ table, zone, lookBackDays }: Outside, log: Log) =>
  async ({ Records, shardId }: StreamWindow): Promise<WindowAnswer> => {
    const now = new Date();
    const changes = Records.map((record) => ({
      place: placeOf(record.dynamodb?.SequenceNumber ?? ''),
      at: (record.dynamodb?.ApproximateCreationDateTime ?? 0) * 1_000,
      change: changeOf(record),
    }));
    for (const { change } of changes) {
      const event = eventIn(change);
      if (event && mayBeOutcome(event)) await keepOutcome(event);
    }
    // Asked after the changes came: whatever was changed after a recount was announced is taken as under it.
    const recount = await new Recounts(table).running();
    const under = recount ? changes.filter(({ at }) => isUnder(recount, at)) : [];
    if (recount)
      await noteTouched(
        table,
        recount,
        under.map(({ change }) => change),
        zone,
      );
    await new Counters(table).take(
      shardId,
      changes.map((each) => {
        const facts = changeFacts(each.change, zone);
        return {
          place: each.place,
          facts: recount && under.includes(each) ? alsoMoved(facts, recount.id) : facts,
        };
      }),
      now,
    );
    await noteTaken(
      table,
      changes.map(({ change }) => change.after),
    );
    if (Records.length > 0) log.info('folded', { records: Records.length, shard: shardId });
    return { state: {}, batchItemFailures: [] };

    /** Beside its event, if that is there still: of somebody who was erased meanwhile nothing is written. */
    async function keepOutcome(event: RecordedEvent): Promise<void> {
      const outcome = await findOutcome(table, event, lookBackDays);
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
