import {
  type ActionAfterCompletion,
  CreateScheduleCommand,
  DeleteScheduleCommand,
  GetScheduleCommand,
  type SchedulerClient,
  UpdateScheduleCommand,
} from '@aws-sdk/client-scheduler';
import { audienceShards } from '../records.ts';
import { minuteFor } from '../timers/minute.ts';
import { InvalidExpression } from './invalid-expression.ts';
import { clockZone, shardsOf, type Timed } from './schedule.ts';
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
  async set(schedule: Timed): Promise<void> {
    await this.#put(clockNameOf(schedule.id), clockOf(schedule));
  }

  /** Whether a timed schedule's clock is there, and as it should be. */
  async isSet(schedule: Timed): Promise<boolean> {
    const wanted = this.#inputOf(clockNameOf(schedule.id), clockOf(schedule));
    try {
      const found = await this.#client.send(
        new GetScheduleCommand({ Name: wanted.Name, GroupName: wanted.GroupName }),
      );
      return (
        found.State === wanted.State &&
        found.ScheduleExpression === wanted.ScheduleExpression &&
        found.ScheduleExpressionTimezone === wanted.ScheduleExpressionTimezone &&
        found.Target?.Arn === wanted.Target.Arn &&
        found.Target.RoleArn === wanted.Target.RoleArn &&
        found.Target.Input === wanted.Target.Input
      );
    } catch (error) {
      if (!isNamed(error, 'ResourceNotFoundException')) throw error;
      return false;
    }
  }

  /** Has an occurrence fired in a minute or two that was missed. @param at when it was due, ISO 8601 to the second */
  async fireLate(schedule: Timed, at: string, now: Date): Promise<void> {
    const { id, revision } = schedule;
    await this.#put(`${clockNameOf(id)}.late`, {
      expression: `at(${minuteFor(now.toISOString(), now)}:00)`,
      zone: 'UTC',
      state: 'ENABLED',
      shards: shardsOf(schedule),
      work: { schedule: id, task: 'fire', revision, at },
      after: 'DELETE',
    });
  }

  /** Has the timers of everybody who is known set, or taken away, as a relative schedule is by then. */
  async setTimers(id: string, now: Date): Promise<void> {
    const minute = minuteFor(new Date(now.getTime() + settled).toISOString(), now);
    await this.#put(`${clockNameOf(id)}.set`, {
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
    try {
      await this.#createOrUpdate(this.#inputOf(name, setting));
    } catch (error) {
      if (!(error instanceof Error && error.name === 'ValidationException')) throw error;
      throw new InvalidExpression(setting.expression, setting.zone, error);
    }
  }

  #inputOf(name: string, { expression, zone, state, shards, work, after }: Setting) {
    const { group, machine, role } = this.#place;
    return {
      Name: name,
      GroupName: group,
      ScheduleExpression: expression,
      ScheduleExpressionTimezone: zone,
      State: state,
      FlexibleTimeWindow: { Mode: 'OFF' as const },
      ActionAfterCompletion: after,
      Target: { Arn: machine, RoleArn: role, Input: JSON.stringify({ shards, work }) },
    };
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
    await client.send(new DeleteScheduleCommand({ Name: clockNameOf(id), GroupName: group }));
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

/** Those of other calls have a dot behind it, which no schedule's id has. */
const clockNameOf = (id: string): string => `schedule-${id}`;

const clockOf = (schedule: Timed): Setting => {
  const { id, when, revision, paused } = schedule;
  return {
    expression: when.kind === 'once' ? `at(${when.at}:00)` : `cron(${when.cron})`,
    zone: clockZone(schedule),
    state: paused ? 'DISABLED' : 'ENABLED',
    shards: shardsOf(schedule),
    work: { schedule: id, task: 'fire', revision, at: '<aws.scheduler.scheduled-time>' },
    after: 'NONE',
  };
};

const isNamed = (error: unknown, name: string): boolean => error instanceof Error && error.name === name;
