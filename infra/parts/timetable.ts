import { ArnFormat, Aws, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { CfnSchedule, ScheduleGroup } from 'aws-cdk-lib/aws-scheduler';
import { Construct } from 'constructs';
import { machineArn } from '../machines.ts';

/** How long EventBridge Scheduler tries to deliver a firing before it drops it: 2 hours, in seconds. */
const maximumEventAge = 7_200;

/** What the state machine that goes through people for schedules is called behind `onward-`. */
export const scheduleWalk = 'walk-schedules';

/** The name of the group of all our schedules. */
export const scheduleGroup = 'onward';

/** Composed as text, since functions that make schedules would otherwise wait for those that the schedules call. */
const functionArn = (scope: Construct, name: string): string =>
  Stack.of(scope).formatArn({
    service: 'lambda',
    resource: 'function',
    resourceName: `onward-${name}`,
    arnFormat: ArnFormat.COLON_RESOURCE_NAME,
  });

/** ARN of the schedules of the group whose names begin so. */
const schedulesArn = (scope: Construct, prefix: string): string =>
  Stack.of(scope).formatArn({
    service: 'scheduler',
    resource: 'schedule',
    resourceName: `${scheduleGroup}/${prefix}-*`,
  });

/**
 * The schedule group `onward`, the schedules that call our own functions, and the roles with which those made at run time
 * call theirs.
 */
export class Timetable extends Construct {
  readonly group: ScheduleGroup;
  /** Lets a minute's schedule call `fire-timers`, and nothing else. */
  readonly timerRole: Role;
  readonly fireTimersArn: string;
  /** ARN of the schedules that are made for minutes. */
  readonly timerSchedules: string;
  /** Lets the clocks of the owner's schedules start the walk through people, and nothing else. */
  readonly scheduleRole: Role;
  /** ARN of the state machine that they start, as text for the same reason. */
  readonly walkArn: string;
  /** ARN of the clocks of the owner's schedules. */
  readonly schedules: string;

  /** Lets a campaign's schedule call `run-campaign`, and nothing else. */
  readonly campaignRole: Role;
  readonly runCampaignArn: string;
  /** ARN of the schedules that are made for campaigns. */
  readonly campaignSchedules: string;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.group = new ScheduleGroup(this, 'Group', {
      scheduleGroupName: scheduleGroup,
      // Its schedules call functions that go as well.
      removalPolicy: RemovalPolicy.DESTROY,
    });
    [this.fireTimersArn, this.runCampaignArn] = [
      functionArn(this, 'fire-timers'),
      functionArn(this, 'run-campaign'),
    ];
    [this.timerSchedules, this.campaignSchedules, this.schedules] = [
      schedulesArn(this, 'timers'),
      schedulesArn(this, 'campaign'),
      schedulesArn(this, 'schedule'),
    ];
    this.walkArn = machineArn(Stack.of(this), scheduleWalk);
    this.timerRole = this.#roleTo(
      'Timers',
      { action: 'lambda:InvokeFunction', on: this.fireTimersArn },
      'Lets the schedules of minutes in which somebody has a timer call fire-timers',
    );
    this.campaignRole = this.#roleTo(
      'Campaigns',
      { action: 'lambda:InvokeFunction', on: this.runCampaignArn },
      'Lets the schedules of campaigns call run-campaign',
    );
    this.scheduleRole = this.#roleTo(
      'Schedules',
      { action: 'states:StartExecution', on: this.walkArn },
      "Lets the clocks of the owner's schedules start the walk through people",
    );
  }

  /** A role with which schedules that are made at run time do one thing. */
  #roleTo(
    id: string,
    { action, on }: { readonly action: string; readonly on: string },
    description: string,
  ): Role {
    const role = new Role(this, id, { assumedBy: this.#scheduler(), description });
    role.addToPolicy(new PolicyStatement({ actions: [action], resources: [on] }));
    return role;
  }

  /** Calls a function by an expression, as `rate(1 hour)`. */
  call(target: IFunction, name: string, expression: string): void {
    const role = new Role(this, `${name}-role`, {
      assumedBy: this.#scheduler(),
      description: `Lets the schedule onward-${name} call its function`,
    });
    role.addToPolicy(
      new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [target.functionArn] }),
    );
    const schedule = new CfnSchedule(this, name, {
      name: `onward-${name}`,
      groupName: this.group.scheduleGroupName,
      scheduleExpression: expression,
      flexibleTimeWindow: { mode: 'OFF' },
      target: {
        arn: target.functionArn,
        roleArn: role.roleArn,
        retryPolicy: { maximumEventAgeInSeconds: maximumEventAge },
      },
    });
    schedule.node.addDependency(role);
  }

  /** Scheduler itself, on behalf of this group's schedules alone (confused deputy). */
  #scheduler(): ServicePrincipal {
    return new ServicePrincipal('scheduler.amazonaws.com', {
      conditions: {
        StringEquals: {
          'aws:SourceAccount': Aws.ACCOUNT_ID,
          'aws:SourceArn': Stack.of(this).formatArn({
            service: 'scheduler',
            resource: 'schedule-group',
            resourceName: scheduleGroup,
          }),
        },
      },
    });
  }
}
