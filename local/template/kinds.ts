import type { Kind } from './kind.ts';
import { dynamodbGlobalTable, dynamodbTable } from './kinds/dynamodb-table.ts';
import { eventsRule } from './kinds/events-rule.ts';
import { httpApi, httpApiIntegration, httpApiRoute, httpApiStage } from './kinds/http-api.ts';
import { httpApiAuthorizer } from './kinds/http-api-authorizer.ts';
import { iamManagedPolicy, iamPolicy, iamRole } from './kinds/iam.ts';
import { inertKinds } from './kinds/inert.ts';
import { lambdaEventSourceMapping } from './kinds/lambda-event-source-mapping.ts';
import { lambdaFunction } from './kinds/lambda-function.ts';
import {
  lambdaPermission,
  s3BucketPolicy,
  snsTopicPolicy,
  sqsQueuePolicy,
} from './kinds/resource-policies.ts';
import { s3Bucket } from './kinds/s3-bucket.ts';
import { schedulerSchedule } from './kinds/scheduler-schedule.ts';
import { schedulerScheduleGroup } from './kinds/scheduler-schedule-group.ts';
import { sesConfigurationSet, sesEmailIdentity, sesEventDestination } from './kinds/ses.ts';
import { sesReceiptRule, sesReceiptRuleSet } from './kinds/ses-receiving.ts';
import { smsVoiceConfigurationSet } from './kinds/sms-voice.ts';
import { snsSubscription } from './kinds/sns-subscription.ts';
import { snsTopic } from './kinds/sns-topic.ts';
import { sqsQueue } from './kinds/sqs-queue.ts';
import { ssmParameter } from './kinds/ssm-parameter.ts';
import { statesStateMachine } from './kinds/states-state-machine.ts';

/** Every type of resource that the local cloud understands. */
export const kinds: readonly Kind[] = [
  iamRole,
  iamPolicy,
  iamManagedPolicy,
  ssmParameter,
  dynamodbTable,
  dynamodbGlobalTable,
  sqsQueue,
  sqsQueuePolicy,
  snsTopic,
  snsTopicPolicy,
  snsSubscription,
  s3Bucket,
  s3BucketPolicy,
  lambdaFunction,
  lambdaPermission,
  lambdaEventSourceMapping,
  httpApi,
  httpApiAuthorizer,
  httpApiRoute,
  httpApiIntegration,
  httpApiStage,
  sesConfigurationSet,
  sesEventDestination,
  sesEmailIdentity,
  smsVoiceConfigurationSet,
  sesReceiptRuleSet,
  sesReceiptRule,
  statesStateMachine,
  eventsRule,
  schedulerScheduleGroup,
  schedulerSchedule,
  ...inertKinds,
];
