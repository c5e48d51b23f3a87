import { CfnOutput, Duration, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { BlockPublicAccess, Bucket, BucketEncryption } from 'aws-cdk-lib/aws-s3';
import { CfnReceiptRule, CfnReceiptRuleSet } from 'aws-cdk-lib/aws-ses';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { keptDays, receivedPrefix, ruleSetName } from '../receiving.ts';

const ruleName = 'replies';

interface InboundProps {
  /** The domain that people's answers go to, as reply.example.com. */
  readonly domain: string;
}

/**
 * Where answers to our mail arrive: a receipt rule of SES puts each into a bucket, whole, for 30 days, and tells a
 * topic of it. The rule set is in force only once the owner says so, since an account has one in force and may use it
 * for other mail too: docs/deploy.md.
 *
 * The topic is not encrypted with a key: see `Email`.
 */
export class Inbound extends Construct {
  readonly domain: string;
  readonly bucket: Bucket;
  readonly topic: Topic;

  constructor(scope: Construct, id: string, { domain }: InboundProps) {
    super(scope, id);
    this.domain = domain;
    this.bucket = new Bucket(this, 'Received', {
      encryption: BucketEncryption.S3_MANAGED,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      enforceSSL: true,
      lifecycleRules: [{ id: 'forget', expiration: Duration.days(keptDays) }],
      // What people wrote is kept for a month whatever becomes of the stack.
      removalPolicy: RemovalPolicy.RETAIN,
    });
    this.topic = new Topic(this, 'Topic', { topicName: 'onward-received-mail', enforceSSL: true });
    this.#letRuleIn();
    const ruleSet = new CfnReceiptRuleSet(this, 'RuleSet', { ruleSetName });
    const rule = new CfnReceiptRule(this, 'Rule', {
      ruleSetName: ruleSet.ref,
      rule: {
        name: ruleName,
        enabled: true,
        recipients: [domain],
        scanEnabled: true,
        actions: [
          {
            s3Action: {
              bucketName: this.bucket.bucketName,
              objectKeyPrefix: receivedPrefix,
              topicArn: this.topic.topicArn,
            },
          },
        ],
      },
    });
    // SES tries both when the rule is made.
    rule.node.addDependency(this.bucket, this.topic);
    new CfnOutput(this, 'Mx', {
      description: 'MX record to add to the DNS of the sender domain, so that answers arrive',
      value: `${domain} MX 10 inbound-smtp.${Stack.of(this).region}.amazonaws.com`,
    });
    Validations.of(this.bucket).acknowledge({
      id: 'AwsSolutions-S1',
      reason:
        'Who reads received mail is in CloudTrail, if the owner logs data events; a log in a second bucket would keep for longer what this one forgets.',
    });
  }

  #letRuleIn(): void {
    const { account, region, partition } = Stack.of(this);
    const sourceArn = `arn:${partition}:ses:${region}:${account}:receipt-rule-set/${ruleSetName}:receipt-rule/${ruleName}`;
    const forRule = {
      principals: [new ServicePrincipal('ses.amazonaws.com')],
      conditions: { StringEquals: { 'aws:SourceAccount': account, 'aws:SourceArn': sourceArn } },
    };
    this.bucket.addToResourcePolicy(
      new PolicyStatement({
        ...forRule,
        actions: ['s3:PutObject'],
        resources: [this.bucket.arnForObjects(`${receivedPrefix}*`)],
      }),
    );
    this.topic.addToResourcePolicy(
      new PolicyStatement({ ...forRule, actions: ['sns:Publish'], resources: [this.topic.topicArn] }),
    );
  }
}
