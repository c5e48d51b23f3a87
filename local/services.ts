import type { MessageCapture } from './capture.ts';
import type { Assume } from './iam/assumptions.ts';
import type { LambdaRuntime } from './runtime/lambda-runtime.ts';
import type { Service, ServiceContext } from './service.ts';
import { dynamodb } from './services/dynamodb/dynamodb.ts';
import { Catalog } from './services/dynamodb/storage/catalog.ts';
import { dynamodbStreams } from './services/dynamodb/streams/dynamodb-streams.ts';
import { events } from './services/events/events.ts';
import { lambda } from './services/lambda/lambda.ts';
import { s3 } from './services/s3/s3.ts';
import { scheduler } from './services/scheduler/scheduler.ts';
import { sesReceiving } from './services/ses/receiving.ts';
import { ses } from './services/ses/ses.ts';
import { smsVoice } from './services/sms-voice/sms-voice.ts';
import { sns } from './services/sns/sns.ts';
import { socialMessaging } from './services/social-messaging/social-messaging.ts';
import { sqs } from './services/sqs/sqs.ts';
import { ssm } from './services/ssm/ssm.ts';
import { stepFunctions } from './services/states/step-functions.ts';
import { sts } from './services/sts/sts.ts';

interface ServiceParts {
  readonly capture: MessageCapture;
  readonly functions: LambdaRuntime;
  /** What queue URLs begin with. */
  readonly awsOrigin: string;
  /** Step Functions refuses calls beyond AWS's quotas. */
  readonly quotas: boolean;
  readonly assume: Assume;
}

/** Makes the services, in the order in which they may take up what they had begun: those that call others last. */
export type ServicesOf = (context: ServiceContext, parts: ServiceParts) => readonly Service[];

/** Every AWS service of the local cloud. */
export const localServices: ServicesOf = (context, { capture, functions, awsOrigin, quotas, assume }) => {
  const tables = new Catalog(context);
  return [
    dynamodb(context, tables),
    dynamodbStreams(tables),
    ssm(context),
    s3(context),
    sts(context, assume),
    sqs(context, awsOrigin),
    lambda(context, functions),
    ses(context, capture),
    smsVoice(context, capture),
    socialMessaging(context, capture),
    sesReceiving(context),
    sns(context),
    events(context),
    scheduler(context),
    stepFunctions(context, { quotas }),
  ];
};
