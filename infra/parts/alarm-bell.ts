import { Aws } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, type IMetric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';

interface AlarmBellProps {
  /** Who is told; empty for nobody. */
  readonly email: string;
  /** Where the runbook is. */
  readonly runbookUrl: string;
}

interface AlarmProps {
  /** What is wrong, as a sentence. */
  readonly says: string;
  /** The runbook's section. */
  readonly section: string;
  readonly metric: IMetric;
  /** The alarm goes off at this value. */
  readonly atLeast: number;
  /** Of so many periods so many must be at the threshold; 1 of 1 unless said otherwise. */
  readonly periods?: { readonly of: number; readonly breaching: number };
  /** What silence means: that all is well (so unless said otherwise), or that nothing has changed. */
  readonly missing?: TreatMissingData;
}

/** The topic `onward-alarms` and what rings it. Every alarm says where the runbook tells what to do. */
export class AlarmBell extends Construct {
  readonly #topic: Topic;
  readonly #runbookUrl: string;

  constructor(scope: Construct, id: string, props: AlarmBellProps) {
    super(scope, id);
    this.#runbookUrl = props.runbookUrl;
    this.#topic = new Topic(this, 'Topic', { topicName: 'onward-alarms', enforceSSL: true });
    // A topic with a policy of its own loses the default one, which lets CloudWatch publish.
    this.#topic.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
        actions: ['sns:Publish'],
        resources: [this.#topic.topicArn],
        conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
      }),
    );
    if (props.email) this.#topic.addSubscription(new EmailSubscription(props.email));
  }

  /** Makes the alarm `onward-<name>`. */
  alarm(name: string, props: AlarmProps): void {
    const { of, breaching } = props.periods ?? { of: 1, breaching: 1 };
    const alarm = new Alarm(this, name, {
      alarmName: `onward-${name}`,
      alarmDescription: `${props.says} What to do: ${this.#runbookUrl}#${props.section}`,
      metric: props.metric,
      threshold: props.atLeast,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      evaluationPeriods: of,
      datapointsToAlarm: breaching,
      treatMissingData: props.missing ?? TreatMissingData.NOT_BREACHING,
    });
    alarm.addAlarmAction(new SnsAction(this.#topic));
  }
}
