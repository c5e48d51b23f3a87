import { sns } from '../../local/services/sns/sns.ts';
import { sqs } from '../../local/services/sqs/sqs.ts';
import type { ServicesRig } from './services-rig.ts';

/** A topic on the rig with a queue behind it: its ARN, and what came since it was last asked. */
export async function eventQueue(rig: ServicesRig, name: string) {
  if (!rig.services.has('sns')) {
    rig.add(sqs(rig.context));
    rig.add(sns(rig.context));
  }
  const topicArn = `arn:aws:sns:us-east-1:123456789012:${name}`;
  await rig.call('sqs', 'CreateQueue', { QueueName: name });
  await rig.call('sns', 'CreateTopic', { Name: name });
  await rig.call('sns', 'Subscribe', {
    TopicArn: topicArn,
    Protocol: 'sqs',
    Endpoint: `arn:aws:sqs:us-east-1:123456789012:${name}`,
    Attributes: { RawMessageDelivery: 'true' },
  });
  const QueueUrl = `http://localhost:4566/123456789012/${name}`;
  return {
    topicArn,
    async events() {
      const { Messages = [] } = await rig.call<{
        Messages?: { readonly Body: string; readonly ReceiptHandle: string }[];
      }>('sqs', 'ReceiveMessage', { QueueUrl, MaxNumberOfMessages: 10 });
      for (const { ReceiptHandle } of Messages)
        await rig.call('sqs', 'DeleteMessage', { QueueUrl, ReceiptHandle });
      return Messages.map(({ Body }) => JSON.parse(Body));
    },
  };
}
