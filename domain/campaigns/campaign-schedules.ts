import {
  CreateScheduleCommand,
  DeleteScheduleCommand,
  type SchedulerClient,
} from '@aws-sdk/client-scheduler';
import { firstZone } from '../timing/first-zone.ts';
import { type Campaign, inTheirZone, type When } from './campaign.ts';
import { moments } from './moments.ts';

/** Where schedules are made, and whom they call. */
export interface SchedulePlace {
  /** Name of the schedule group. */
  readonly group: string;
  /** ARN of the function that runs campaigns. */
  readonly target: string;
  /** ARN of the role with which EventBridge Scheduler calls it. */
  readonly role: string;
}

/** How long EventBridge Scheduler tries to hand over a call before it drops it, in seconds. */
const maximumEventAge = 7_200;

/** What a campaign's schedule tells its function: when it was to fire, ISO 8601. */
export interface Firing {
  readonly kind: 'fire';
  readonly campaign: string;
  readonly at: string;
}

/** EventBridge Scheduler refuses an expression: its words say why. */
export class ScheduleRefused extends Error {
  override readonly name = 'ScheduleRefused';
}

interface Expression {
  readonly ScheduleExpression: string;
  readonly ScheduleExpressionTimezone?: string;
  readonly once: boolean;
}

const seconds = (at: number): string => new Date(at).toISOString().slice(0, 19);

/** For a time by everybody's own clock, when the first clock of all shows it. */
function expressionOf(when: Exclude<When, 'now'>): Expression {
  if (!('cron' in when)) return { ScheduleExpression: `at(${seconds(moments(when).first)})`, once: true };
  const { cron, timezone } = when;
  return {
    ScheduleExpression: `cron(${cron})`,
    ScheduleExpressionTimezone: timezone === inTheirZone ? firstZone : timezone,
    once: false,
  };
}

/** The schedules of campaigns that go later or recur: one each, named after the campaign. */
export class CampaignSchedules {
  readonly #client: Pick<SchedulerClient, 'send'>;
  readonly #place: SchedulePlace;

  constructor(client: Pick<SchedulerClient, 'send'>, place: SchedulePlace) {
    this.#client = client;
    this.#place = place;
  }

  /** Has the campaign fired when it says; one that was left of what it said before goes. @throws ScheduleRefused */
  async renew(campaign: Pick<Campaign, 'id'>, when: Exclude<When, 'now'>): Promise<void> {
    if (await this.create(campaign, when)) return;
    await this.remove(campaign);
    await this.create(campaign, when);
  }

  /** Has the campaign fired when it says. Safe to repeat. False where it has a schedule already. @throws ScheduleRefused */
  async create({ id }: Pick<Campaign, 'id'>, when: Exclude<When, 'now'>): Promise<boolean> {
    const { group, target, role } = this.#place;
    const { once, ...expression } = expressionOf(when);
    const firing: Firing = { kind: 'fire', campaign: id, at: '<aws.scheduler.scheduled-time>' };
    try {
      await this.#client.send(
        new CreateScheduleCommand({
          Name: `campaign-${id}`,
          GroupName: group,
          ...expression,
          FlexibleTimeWindow: { Mode: 'OFF' },
          ...(once && { ActionAfterCompletion: 'DELETE' }),
          Target: {
            Arn: target,
            RoleArn: role,
            Input: JSON.stringify(firing),
            RetryPolicy: { MaximumEventAgeInSeconds: maximumEventAge },
          },
        }),
      );
      return true;
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      if (error.name === 'ValidationException') throw new ScheduleRefused(error.message, { cause: error });
      if (error.name !== 'ConflictException') throw error;
      return false;
    }
  }

  /** Has it fired no more. One that is gone is no error. */
  async remove({ id }: Pick<Campaign, 'id'>): Promise<void> {
    try {
      await this.#client.send(
        new DeleteScheduleCommand({ Name: `campaign-${id}`, GroupName: this.#place.group }),
      );
    } catch (error) {
      if (!(error instanceof Error && error.name === 'ResourceNotFoundException')) throw error;
    }
  }
}
