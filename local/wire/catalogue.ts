import { JsonRpc } from './json-rpc.ts';
import { type Model, modelOf } from './model.ts';
import type { Protocol } from './protocol.ts';
import { Query } from './query.ts';
import { RestJson } from './rest-json.ts';
import { RestXml } from './rest-xml.ts';

/** A service of the port: how a request is known to be its, and how it speaks. */
export interface WireService {
  readonly id: string;
  /** The service in the credential scope of a signature. */
  readonly signingName: string;
  /** What goes before the dot in `X-Amz-Target`. */
  readonly target?: string;
  readonly protocol: Protocol;
  /** The protocol of clients that send forms, where the service has two. */
  readonly formProtocol?: Protocol;
  /** What the service calls it when required members are left out; absent where its operations word that themselves. */
  readonly invalid?: 'ValidationException' | 'ValidationError' | 'BadRequestException';
  /** Reads AWS's model from the SDK's client, when the service is called first. */
  readonly model: () => Promise<Model>;
}

const once = (load: () => Promise<Readonly<Record<string, unknown>>>) => {
  let model: Promise<Model> | undefined;
  return () => {
    model ??= load().then(modelOf);
    return model;
  };
};

const coralErrors: Readonly<Record<string, string>> = {
  ValidationException: 'com.amazon.coral.validate',
  SerializationException: 'com.amazon.coral.service',
  UnknownOperationException: 'com.amazon.coral.service',
  AccessDeniedException: 'com.amazon.coral.service',
  MissingAuthenticationTokenException: 'com.amazon.coral.service',
  ThrottlingException: 'com.amazon.coral.availability',
};

/** Namespaces of `__type` as DynamoDB, SQS and Step Functions write them; the others write none. */
const namespaced = (own: string) => (error: string) => coralErrors[error] ?? own;

export const catalogue: readonly WireService[] = [
  {
    id: 'dynamodb',
    signingName: 'dynamodb',
    target: 'DynamoDB_20120810',
    protocol: new JsonRpc({
      version: '1.0',
      namespaceOf: namespaced('com.amazonaws.dynamodb.v20120810'),
      crc32: true,
    }),
    model: once(() => import('@aws-sdk/client-dynamodb')),
  },
  {
    id: 'dynamodbstreams',
    signingName: 'dynamodb',
    target: 'DynamoDBStreams_20120810',
    protocol: new JsonRpc({ version: '1.0', namespaceOf: namespaced('com.amazonaws.dynamodb.v20120810') }),
    model: once(() => import('./dynamodb-streams-model.ts')),
  },
  {
    id: 'sfn',
    signingName: 'states',
    target: 'AWSStepFunctions',
    protocol: new JsonRpc({ version: '1.0', namespaceOf: namespaced('com.amazonaws.swf.service.v2.model') }),
    model: once(() => import('@aws-sdk/client-sfn')),
  },
  {
    id: 'sqs',
    signingName: 'sqs',
    target: 'AmazonSQS',
    protocol: new JsonRpc({
      version: '1.0',
      namespaceOf: namespaced('com.amazonaws.sqs'),
      queryErrors: true,
    }),
    formProtocol: new Query('http://queue.amazonaws.com/doc/2012-11-05/'),
    model: once(() => import('@aws-sdk/client-sqs')),
  },
  {
    id: 'ssm',
    signingName: 'ssm',
    target: 'AmazonSSM',
    protocol: new JsonRpc({ version: '1.1' }),
    invalid: 'ValidationException',
    model: once(() => import('@aws-sdk/client-ssm')),
  },
  {
    id: 'eventbridge',
    signingName: 'events',
    target: 'AWSEvents',
    protocol: new JsonRpc({ version: '1.1' }),
    invalid: 'ValidationException',
    model: once(() => import('@aws-sdk/client-eventbridge')),
  },
  {
    id: 'sns',
    signingName: 'sns',
    protocol: new Query('http://sns.amazonaws.com/doc/2010-03-31/'),
    invalid: 'ValidationError',
    model: once(() => import('@aws-sdk/client-sns')),
  },
  {
    id: 'sts',
    signingName: 'sts',
    protocol: new Query('https://sts.amazonaws.com/doc/2011-06-15/'),
    model: once(() => import('./sts-model.ts')),
  },
  {
    id: 'sesv2',
    signingName: 'ses',
    protocol: new RestJson(),
    invalid: 'BadRequestException',
    model: once(() => import('@aws-sdk/client-sesv2')),
  },
  {
    id: 'pinpointsmsvoicev2',
    signingName: 'sms-voice',
    target: 'PinpointSMSVoiceV2',
    protocol: new JsonRpc({ version: '1.0', namespaceOf: namespaced('com.amazonaws.pinpointsmsvoicev2') }),
    model: once(() => import('@aws-sdk/client-pinpoint-sms-voice-v2')),
  },
  {
    id: 'socialmessaging',
    signingName: 'social-messaging',
    protocol: new RestJson(),
    model: once(() => import('@aws-sdk/client-socialmessaging')),
  },
  {
    id: 'ses',
    signingName: 'ses',
    protocol: new Query('http://ses.amazonaws.com/doc/2010-12-01/'),
    invalid: 'ValidationError',
    model: once(() => import('./ses-model.ts')),
  },
  {
    id: 'scheduler',
    signingName: 'scheduler',
    protocol: new RestJson(),
    invalid: 'ValidationException',
    model: once(() => import('@aws-sdk/client-scheduler')),
  },
  {
    id: 's3',
    signingName: 's3',
    protocol: new RestXml(),
    model: once(() => import('@aws-sdk/client-s3')),
  },
  {
    id: 'lambda',
    signingName: 'lambda',
    protocol: new RestJson(),
    invalid: 'ValidationException',
    model: once(() => import('@aws-sdk/client-lambda')),
  },
];
