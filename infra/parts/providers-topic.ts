import { Stack } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Topic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';

/**
 * A topic that a service of AWS may publish to, for this account. Not encrypted with a key, as `Email`'s: a customer's
 * own costs $1 a month, and SNS stores messages no longer than it takes to deliver them.
 */
export function providersTopic(scope: Construct, id: string, topicName: string, service: string): Topic {
  const topic = new Topic(scope, id, { topicName, enforceSSL: true });
  topic.addToResourcePolicy(
    new PolicyStatement({
      principals: [new ServicePrincipal(service)],
      actions: ['sns:Publish'],
      resources: [topic.topicArn],
      conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(scope).account } },
    }),
  );
  return topic;
}
