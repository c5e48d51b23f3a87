import { CreateScheduleCommand, type SchedulerClient } from '@aws-sdk/client-scheduler';
import { randomText } from '../ids.ts';
import { timerMinuteKey } from '../records.ts';
import type { Table } from '../table.ts';
import { beginOf, lead, minuteFor } from './minute.ts';

/** Where the calls are ordered, and whom they call. */
export interface TimetablePlace {
  /** Name of the schedule group. */
  readonly group: string;
  /** ARN of the function that fires timers. */
  readonly target: string;
  /** ARN of the role with which EventBridge Scheduler calls it. */
  readonly role: string;
}

/** So many minutes are remembered as ordered: a week of them. */
const mostKnown = 10_080;

/** How long EventBridge Scheduler tries to hand over a call before it drops it, in seconds; the hourly sweep finds what it dropped. */
const maximumEventAge = 7_200;

/**
 * Has `fire-timers` called in the minutes in which somebody has a timer: one one-time schedule of EventBridge Scheduler
 * for a minute, however many people's timers lie in it, and none for a minute without.
 */
export class Timetable {
  readonly #table: Pick<Table, 'put'>;
  readonly #client: Pick<SchedulerClient, 'send'>;
  readonly #place: TimetablePlace;
  readonly #known = new Set<string>();

  constructor(table: Pick<Table, 'put'>, client: Pick<SchedulerClient, 'send'>, place: TimetablePlace) {
    this.#table = table;
    this.#client = client;
    this.#place = place;
  }

  /**
   * Orders the calls for minutes whose timers are written. Safe to repeat, and repeated by redeliveries.
   * @param now read after the timers were written
   */
  async order(minutes: readonly string[], now: Date): Promise<void> {
    await Promise.all([...new Set(minutes)].map((minute) => this.#order(minute, now)));
  }

  async #order(minute: string, now: Date): Promise<void> {
    // A minute that begins now may have been looked through before the timer was written: it is called once more, by
    // a schedule of another name, since the first may still be there.
    const isAhead = beginOf(minute) > now.getTime() + lead;
    if (isAhead && this.#known.has(minute)) return;
    await this.#table.put({ ...timerMinuteKey(minute), mark: randomText(80) });
    const called = isAhead ? minute : minuteFor(minute, now);
    await this.#create(
      called === minute ? `timers-${minute}` : `timers-${minute}-at-${called}`,
      called,
      minute,
    );
    if (!isAhead) return;
    if (this.#known.size >= mostKnown) this.#known.clear();
    this.#known.add(minute);
  }

  async #create(name: string, called: string, minute: string): Promise<void> {
    const { group, target, role } = this.#place;
    try {
      await this.#client.send(
        new CreateScheduleCommand({
          Name: name.replaceAll(':', '-'),
          GroupName: group,
          ScheduleExpression: `at(${called}:00)`,
          FlexibleTimeWindow: { Mode: 'OFF' },
          ActionAfterCompletion: 'DELETE',
          Target: {
            Arn: target,
            RoleArn: role,
            Input: JSON.stringify({ minute }),
            RetryPolicy: { MaximumEventAgeInSeconds: maximumEventAge },
          },
        }),
      );
    } catch (error) {
      if (!(error instanceof Error) || error.name !== 'ConflictException') throw error;
    }
  }
}
