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

/**
 * The schedule group `onward`, the schedules that call our own functions, and the role with which those made at run time
 * call `fire-timers`.
 */
export class Timetable extends Construct {
  readonly group: ScheduleGroup;
  /** Lets a minute's schedule call `fire-timers`, and nothing else. */
  readonly timerRole: Role;
  /** Composed as text, since functions that set timers would otherwise wait for the one that fires them. */
  readonly fireTimersArn: string;
  /** ARN of the schedules that are made for minutes. */
  readonly timerSchedules: string;
  /** Lets the clocks of the owner's schedules start the walk through people, and nothing else. */
  readonly scheduleRole: Role;
  /** ARN of the state machine that they start, as text for the same reason. */
  readonly walkArn: string;
  /** ARN of the clocks of the owner's schedules. */
  readonly schedules: string;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.group = new ScheduleGroup(this, 'Group', {
      scheduleGroupName: scheduleGroup,
      // Its schedules call functions that go as well.
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const stack = Stack.of(this);
    this.fireTimersArn = stack.formatArn({
      service: 'lambda',
      resource: 'function',
      resourceName: 'onward-fire-timers',
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    });
    const schedulesNamed = (names: string) =>
      stack.formatArn({
        service: 'scheduler',
        resource: 'schedule',
        resourceName: `${scheduleGroup}/${names}`,
      });
    this.timerSchedules = schedulesNamed('timers-*');
    this.schedules = schedulesNamed('schedule-*');
    this.walkArn = machineArn(stack, scheduleWalk);
    this.timerRole = new Role(this, 'Timers', {
      assumedBy: this.#scheduler(),
      description: 'Lets the schedules of minutes in which somebody has a timer call fire-timers',
    });
    this.timerRole.addToPolicy(
      new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [this.fireTimersArn] }),
    );
    this.scheduleRole = new Role(this, 'Schedules', {
      assumedBy: this.#scheduler(),
      description: "Lets the clocks of the owner's schedules start the walk through people",
    });
    this.scheduleRole.addToPolicy(
      new PolicyStatement({ actions: ['states:StartExecution'], resources: [this.walkArn] }),
    );
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
