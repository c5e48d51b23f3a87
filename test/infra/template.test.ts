import { Match, type Template } from 'aws-cdk-lib/assertions';
import { beforeAll, describe, expect, it } from 'vitest';
import { hashKey, parseKeys } from '../../domain/keys/keys.ts';
import { fixtureApp, templateOf } from './fixtures/synthesized.ts';

let template: Template;
beforeAll(() => {
  template = templateOf(fixtureApp());
});

const namesOf = (type: string, property: string): unknown[] =>
  Object.values(template.findResources(type)).map((each) => each.Properties[property]);

describe('the table', () => {
  it('is billed by request, backed up, encrypted, protected, and stays when the stack goes', () => {
    template.hasResource('AWS::DynamoDB::Table', {
      DeletionPolicy: 'Retain',
      UpdateReplacePolicy: 'Retain',
      Properties: {
        KeySchema: [
          { AttributeName: 'pk', KeyType: 'HASH' },
          { AttributeName: 'sk', KeyType: 'RANGE' },
        ],
        BillingMode: 'PAY_PER_REQUEST',
        DeletionProtectionEnabled: true,
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
        SSESpecification: { SSEEnabled: true },
        TimeToLiveSpecification: { AttributeName: 'expires', Enabled: true },
        StreamSpecification: { StreamViewType: 'NEW_AND_OLD_IMAGES' },
      },
    });
  });

  it('hands what became of its items to functions that ask for it, and what they fail at to the queue of the unhandled', () => {
    const attribute = (id: RegExp, name: string) => ({
      'Fn::GetAtt': [Match.stringLikeRegexp(id.source), name],
    });
    template.hasResourceProperties('AWS::Lambda::EventSourceMapping', {
      EventSourceArn: attribute(/^StoreTable/, 'StreamArn'),
      StartingPosition: 'TRIM_HORIZON',
      BatchSize: 1000,
      MaximumBatchingWindowInSeconds: 300,
      TumblingWindowInSeconds: 900,
      FilterCriteria: {
        Filters: [
          { Pattern: '{"dynamodb":{"Keys":{"sk":{"S":[{"prefix":"EVENT#"}]}}}}' },
          { Pattern: '{"eventName":["REMOVE"]}' },
        ],
      },
      BisectBatchOnFunctionError: true,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      MaximumRetryAttempts: 20,
      DestinationConfig: { OnFailure: { Destination: attribute(/^UnhandledQueue/, 'Arn') } },
    });
  });
});

describe('the line', () => {
  it('keeps order by person at high throughput, hides a batch for six time-outs, and redrives as a last resort', () => {
    template.hasResourceProperties('AWS::SQS::Queue', {
      QueueName: 'onward-line.fifo',
      FifoQueue: true,
      DeduplicationScope: 'messageGroup',
      FifoThroughputLimit: 'perMessageGroupId',
      VisibilityTimeout: 360,
      SqsManagedSseEnabled: true,
      RedrivePolicy: { maxReceiveCount: 1000 },
    });
  });

  it('keeps dead letters for 14 days', () => {
    template.hasResourceProperties('AWS::SQS::Queue', {
      QueueName: 'onward-dead-letters.fifo',
      MessageRetentionPeriod: 14 * 24 * 60 * 60,
    });
  });

  it('hands batches to record-event, which reports the failed ones', () => {
    template.hasResourceProperties('AWS::Lambda::EventSourceMapping', {
      BatchSize: 10,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
    });
  });
});

describe('the audiences', () => {
  it('are looked at in batches of up to 500 that gather for half a minute', () => {
    template.hasResourceProperties('AWS::Lambda::EventSourceMapping', {
      BatchSize: 500,
      MaximumBatchingWindowInSeconds: 30,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
    });
  });

  it('are tried for four hours, every 12 minutes, and then kept for 14 days', () => {
    template.hasResourceProperties('AWS::SQS::Queue', {
      QueueName: 'onward-audiences',
      VisibilityTimeout: 720,
      RedrivePolicy: { maxReceiveCount: 20 },
    });
    template.hasResourceProperties('AWS::SQS::Queue', {
      QueueName: 'onward-audience-dead-letters',
      MessageRetentionPeriod: 14 * 24 * 60 * 60,
    });
  });
});

describe('texts and WhatsApp', () => {
  it('tell what became of messages to topics that their services alone may publish to', () => {
    template.hasResourceProperties('AWS::SMSVOICE::ConfigurationSet', {
      ConfigurationSetName: 'onward',
      EventDestinations: [{ Enabled: true, MatchingEventTypes: ['TEXT_ALL'] }],
    });
    expect(namesOf('AWS::SNS::Topic', 'TopicName').toSorted()).toEqual([
      'onward-alarms',
      'onward-email-feedback',
      'onward-received-mail',
      'onward-sms-events',
      'onward-sms-inbound',
      'onward-whatsapp-events',
    ]);
  });

  it('are nowhere in an account that has no numbers', () => {
    const none = templateOf(fixtureApp({}, { smsSender: '', whatsappSender: '' }));
    none.resourceCountIs('AWS::SMSVOICE::ConfigurationSet', 0);
    const written = JSON.stringify(none.toJSON());
    for (const trace of ['sms-voice', 'social-messaging', 'SMS_SENDER', 'WHATSAPP_SENDER', 'onward-whatsapp'])
      expect(written).not.toContain(trace);
  });
});

describe('answers by email', () => {
  it('go whole into an encrypted bucket that is nobody else’s, and are forgotten after 30 days', () => {
    template.hasResource('AWS::S3::Bucket', {
      DeletionPolicy: 'Retain',
      Properties: {
        BucketEncryption: {
          ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }],
        },
        PublicAccessBlockConfiguration: {
          BlockPublicAcls: true,
          BlockPublicPolicy: true,
          IgnorePublicAcls: true,
          RestrictPublicBuckets: true,
        },
        LifecycleConfiguration: { Rules: [{ ExpirationInDays: 30, Status: 'Enabled' }] },
      },
    });
    template.hasResourceProperties('AWS::SES::ReceiptRule', {
      Rule: { Enabled: true, ScanEnabled: true, Actions: [{ S3Action: { ObjectKeyPrefix: 'mail/' } }] },
    });
  });

  it('are nowhere in an account that leaves them to its mailbox', () => {
    const none = templateOf(fixtureApp({}, { replySubdomain: '' }));
    none.resourceCountIs('AWS::S3::Bucket', 0);
    const written = JSON.stringify(none.toJSON());
    for (const trace of ['ReceiptRule', 'REPLY_DOMAIN', 'RECEIVED_MAIL', 's3:', 'onward-received-mail'])
      expect(written).not.toContain(trace);
  });
});

describe('functions', () => {
  it('run on Node 24, arm64, traced, with JSON logs and source maps', () => {
    template.allResourcesProperties('AWS::Lambda::Function', {
      Runtime: 'nodejs24.x',
      Architectures: ['arm64'],
      TracingConfig: { Mode: 'Active' },
      LoggingConfig: { LogFormat: 'JSON' },
      Environment: { Variables: { NODE_OPTIONS: '--enable-source-maps' } },
    });
  });

  it('keep what nobody waited for and failed, where services call them', () => {
    const lettered = Object.values(template.findResources('AWS::Lambda::Function'))
      .filter((each) => each.Properties.DeadLetterConfig)
      .map((each) => each.Properties.FunctionName);
    expect(lettered).toEqual(['onward-feedback']);
  });
});

describe('what schedules start', () => {
  it('goes through people by one function, and may start nothing but its own children', () => {
    template.hasResourceProperties('AWS::StepFunctions::StateMachine', {
      StateMachineName: 'onward-walk-schedules',
    });
    template.hasResourceProperties('AWS::IAM::Policy', {
      Roles: [{ Ref: Match.stringLikeRegexp('^ScheduleWalkRole') }],
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({ Action: 'states:StartExecution' }),
          Match.objectLike({ Action: 'states:RedriveExecution' }),
        ]),
      },
    });
  });

  it.each(['Timers', 'Schedules'])('is called with a role that our schedules alone may take: %s', (id) => {
    const [role] = Object.entries(template.findResources('AWS::IAM::Role'))
      .filter(([name]) => name.startsWith(`Timetable${id}`))
      .map(([, each]) => JSON.stringify(each.Properties.AssumeRolePolicyDocument));
    expect(role).toContain('scheduler.amazonaws.com');
    expect(role).toContain('schedule-group/onward');
  });
});

describe('log groups', () => {
  it('are our own, kept for 30 days unless set otherwise', () => {
    template.allResourcesProperties('AWS::Logs::LogGroup', { RetentionInDays: 30 });
    expect(namesOf('AWS::Logs::LogGroup', 'LogGroupName')).toContain('/aws/lambda/onward-ingest');
    templateOf(fixtureApp({}, { logRetentionDays: '90' })).allResourcesProperties('AWS::Logs::LogGroup', {
      RetentionInDays: 90,
    });
  });
});

describe("journeys' state machines", () => {
  it('are named after their journeys and stay even if they leave the template', () => {
    const machines = Object.values(template.findResources('AWS::StepFunctions::StateMachine'));
    const retained = machines.filter(
      ({ DeletionPolicy, UpdateReplacePolicy }) =>
        DeletionPolicy === 'Retain' && UpdateReplacePolicy === 'Retain',
    );
    expect(retained.map((each) => each.Properties.StateMachineName).toSorted()).toEqual([
      'onward-appointment',
      'onward-welcome',
    ]);
    template.allResourcesProperties('AWS::StepFunctions::StateMachine', {
      StateMachineType: 'STANDARD',
      TracingConfiguration: { Enabled: true },
    });
  });

  it('log errors without the data of customers', () => {
    template.allResourcesProperties('AWS::StepFunctions::StateMachine', {
      LoggingConfiguration: { Level: 'ERROR', IncludeExecutionData: false },
    });
  });

  it('may call the two functions of their steps and no other', () => {
    const policies = Object.values(template.findResources('AWS::IAM::Policy'));
    const ofJourneys = policies.filter((each) =>
      JSON.stringify(each.Properties.Roles).includes('JourneysRole'),
    );
    const invoke = ofJourneys
      .flatMap((each) => each.Properties.PolicyDocument.Statement)
      .filter((statement) => statement.Action === 'lambda:InvokeFunction');
    expect(invoke).toHaveLength(1);
    expect(JSON.stringify(invoke[0].Resource)).toMatch(/runstepFunction.*sendmessageFunction/);
    expect(invoke[0].Resource).toHaveLength(2);
  });
});

describe('the HTTP API', () => {
  it('has the routes of the specs', () => {
    expect(namesOf('AWS::ApiGatewayV2::Route', 'RouteKey').toSorted()).toEqual([
      'GET /v1/people/{id}',
      'GET /v1/rejected',
      'POST /v1/track',
    ]);
  });

  it('asks an authorizer about the API’s routes, each time and whatever they bring, and about no others', () => {
    template.hasResourceProperties('AWS::ApiGatewayV2::Authorizer', {
      AuthorizerType: 'REQUEST',
      AuthorizerPayloadFormatVersion: '2.0',
      EnableSimpleResponses: true,
      AuthorizerResultTtlInSeconds: 0,
      IdentitySource: [],
    });
    const routes = Object.values(template.findResources('AWS::ApiGatewayV2::Route'));
    expect(
      Object.fromEntries(
        routes.map(({ Properties: { RouteKey, AuthorizationType } }) => [RouteKey, AuthorizationType]),
      ),
    ).toEqual({
      'POST /v1/track': 'NONE',
      'GET /v1/rejected': 'NONE',
      'GET /v1/people/{id}': 'CUSTOM',
    });
  });

  it('throttles, and logs no query strings since links carry tokens there', () => {
    template.hasResourceProperties('AWS::ApiGatewayV2::Stage', {
      DefaultRouteSettings: { ThrottlingRateLimit: 5000, ThrottlingBurstLimit: 5000 },
      AccessLogSettings: { Format: Match.stringLikeRegexp('requestId.*routeKey.*status.*integrationError') },
    });
    const [format] = namesOf('AWS::ApiGatewayV2::Stage', 'AccessLogSettings').map((each) =>
      JSON.stringify(each),
    );
    expect(format).not.toMatch(/querystring|rawQuery|sourceIp|\$context\.path/i);
  });

  it('lets browsers of any site send events', () => {
    template.hasResourceProperties('AWS::ApiGatewayV2::Api', {
      CorsConfiguration: { AllowOrigins: ['*'], AllowHeaders: ['authorization', 'content-type'] },
    });
  });

  it('answers under the owner’s own domain where one is set', () => {
    const own = templateOf(fixtureApp({}, { publicUrl: 'https://go.example.com' }));
    own.hasResourceProperties('AWS::Lambda::Function', {
      FunctionName: 'onward-send-message',
      Environment: { Variables: { PUBLIC_URL: 'https://go.example.com' } },
    });
  });
});

describe('email', () => {
  it('is signed for the sender’s domain and reports what became of it', () => {
    template.hasResourceProperties('AWS::SES::EmailIdentity', {
      EmailIdentity: 'harbour-auto-care.example',
      DkimAttributes: { SigningEnabled: true },
    });
    template.hasResourceProperties('AWS::SES::ConfigurationSet', { Name: 'onward' });
    template.hasResourceProperties('AWS::SES::ConfigurationSetEventDestination', {
      EventDestination: {
        MatchingEventTypes: Match.arrayWith([
          'send',
          'reject',
          'bounce',
          'complaint',
          'delivery',
          'open',
          'click',
        ]),
      },
    });
  });
});

describe('what runs by itself', () => {
  it('tells feedback of runs that failed, timed out or were stopped', () => {
    template.hasResourceProperties('AWS::Events::Rule', {
      EventPattern: {
        source: ['aws.states'],
        'detail-type': ['Step Functions Execution Status Change'],
        detail: { status: ['FAILED', 'TIMED_OUT', 'ABORTED'], stateMachineArn: Match.anyValue() },
      },
    });
  });

  it('calls functions by EventBridge Scheduler in the group onward', () => {
    template.hasResourceProperties('AWS::Scheduler::ScheduleGroup', { Name: 'onward' });
    template.hasResourceProperties('AWS::Scheduler::Schedule', {
      Name: 'onward-feedback',
      GroupName: 'onward',
      ScheduleExpression: 'rate(1 hour)',
    });
  });
});

describe("the owner's part", () => {
  it('gives the local cloud keys whose hashes are in the parameter', () => {
    const { Onward } = template.toJSON().Metadata;
    const records = parseKeys(Onward.Parameters[0].LocalValue);
    expect(Onward.Parameters.map((each: { Name: string }) => each.Name)).toEqual([
      '/onward/keys',
      '/onward/signing-key',
      '/onward/ad-networks',
      '/onward/vapid-key',
      '/onward/channels',
      '/onward/page-webhook',
    ]);
    expect(Onward.LocalKeys.map(({ value }: { value: string }) => hashKey(value))).toEqual(
      records.map(({ hash }) => hash),
    );
  });
});
