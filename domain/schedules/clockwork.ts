import {
  type ActionAfterCompletion,
  CreateScheduleCommand,
  DeleteScheduleCommand,
  type SchedulerClient,
  UpdateScheduleCommand,
} from '@aws-sdk/client-scheduler';
import { audienceShards } from '../records.ts';
import { minuteFor } from '../timers/minute.ts';
import { firstZone } from '../timing/first-zone.ts';
import { InvalidExpression } from './invalid-expression.ts';
import { type Schedule, shardsOf } from './schedule.ts';
import { remembered } from './schedules.ts';

/** Where the clockwork's schedules are, and what they start. */
export interface ClockworkPlace {
  /** Name of the schedule group. */
  readonly group: string;
  /** ARN of the state machine that goes through people. */
  readonly machine: string;
  /** ARN of the role with which EventBridge Scheduler starts it. */
  readonly role: string;
}

/** What the state machine is started with. */
export interface Work {
  readonly schedule: string;
  /** `fire` an occurrence, or `set` the timers of those who are known. */
  readonly task: 'fire' | 'set';
  /** Of an occurrence: the schedule's revision, and when it was due, ISO 8601. */
  readonly revision?: string;
  readonly at?: string;
}

/** So long after a change, in milliseconds, no function goes by the schedules before it. */
const settled = 2 * remembered;

/** What EventBridge Scheduler has of our schedules: for a timed one its expression, for a change of a relative one a single call. */
export class Clockwork {
  readonly #client: Pick<SchedulerClient, 'send'>;
  readonly #place: ClockworkPlace;

  constructor(client: Pick<SchedulerClient, 'send'>, place: ClockworkPlace) {
    this.#client = client;
    this.#place = place;
  }

  /** Sets a timed schedule's clock. @throws InvalidExpression */
  async set(schedule: Schedule): Promise<void> {
    const { id, when, revision, paused } = schedule;
    if (when.kind !== 'once' && when.kind !== 'recurring') return;
    const work: Work = { schedule: id, task: 'fire', revision, at: '<aws.scheduler.scheduled-time>' };
    await this.#put(`schedule-${id}`, {
      expression: when.kind === 'once' ? `at(${when.at}:00)` : `cron(${when.cron})`,
      zone: when.zone === 'person' ? firstZone : when.zone,
      state: paused ? 'DISABLED' : 'ENABLED',
      shards: shardsOf(schedule),
      work,
      after: 'NONE',
    });
  }

  /** Has the timers of everybody who is known set, or taken away, as a relative schedule is by then. */
  async setTimers(id: string, now: Date): Promise<void> {
    const minute = minuteFor(new Date(now.getTime() + settled).toISOString(), now);
    await this.#put(`schedule-${id}-set`, {
      expression: `at(${minute}:00)`,
      zone: 'UTC',
      state: 'ENABLED',
      shards: audienceShards,
      work: { schedule: id, task: 'set' },
      after: 'DELETE',
    });
  }

  /** Takes a timed schedule's clock away; safe to repeat. */
  unset(id: string): Promise<void> {
    return unsetClock(this.#client, this.#place.group, id);
  }

  async #put(name: string, setting: Setting): Promise<void> {
    const { group, machine, role } = this.#place;
    const { expression, zone, state, shards, work, after } = setting;
    const input = {
      Name: name,
      GroupName: group,
      ScheduleExpression: expression,
      ScheduleExpressionTimezone: zone,
      State: state,
      FlexibleTimeWindow: { Mode: 'OFF' as const },
      ActionAfterCompletion: after,
      Target: { Arn: machine, RoleArn: role, Input: JSON.stringify({ shards, work }) },
    };
    try {
      await this.#createOrUpdate(input);
    } catch (error) {
      if (!(error instanceof Error && error.name === 'ValidationException')) throw error;
      throw new InvalidExpression(expression, zone, error);
    }
  }

  async #createOrUpdate(input: ConstructorParameters<typeof CreateScheduleCommand>[0]): Promise<void> {
    try {
      await this.#client.send(new UpdateScheduleCommand(input));
    } catch (error) {
      if (!isNamed(error, 'ResourceNotFoundException')) throw error;
      await this.#client.send(new CreateScheduleCommand(input));
    }
  }
}

/** Takes a timed schedule's clock away, for who sets none; safe to repeat. */
export async function unsetClock(
  client: Pick<SchedulerClient, 'send'>,
  group: string,
  id: string,
): Promise<void> {
  try {
    await client.send(new DeleteScheduleCommand({ Name: `schedule-${id}`, GroupName: group }));
  } catch (error) {
    if (!isNamed(error, 'ResourceNotFoundException')) throw error;
  }
}

interface Setting {
  readonly expression: string;
  readonly zone: string;
  readonly state: 'ENABLED' | 'DISABLED';
  readonly shards: readonly string[];
  readonly work: Work;
  readonly after: ActionAfterCompletion;
}

const isNamed = (error: unknown, name: string): boolean => error instanceof Error && error.name === name;
