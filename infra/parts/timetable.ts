import { Aws, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { CfnSchedule, ScheduleGroup } from 'aws-cdk-lib/aws-scheduler';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';

/** How long EventBridge Scheduler tries to deliver a firing before it drops it: 2 hours, in seconds. */
const maximumEventAge = 7_200;

/**
 * The schedule group `onward`, the role with which follow-ups put events on the line, and the schedules that call
 * our own functions.
 */
export class Timetable extends Construct {
  readonly group: ScheduleGroup;

  constructor(scope: Construct, id: string, props: { readonly line: IQueue }) {
    super(scope, id);
    this.group = new ScheduleGroup(this, 'Group', {
      scheduleGroupName: 'onward',
      // Its schedules put events on a line that goes as well.
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const followUps = new Role(this, 'FollowUps', {
      assumedBy: this.#scheduler(),
      description: "What campaigns' timed follow-ups may do: put events on the line",
    });
    followUps.addToPolicy(
      new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [props.line.queueArn] }),
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
            resourceName: 'onward',
          }),
        },
      },
    });
  }
}
