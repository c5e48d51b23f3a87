import type { Failure } from '../../asl/failure.ts';
import type { Resource } from '../../asl/resource.ts';

/** Names of an integration's errors, and of errors that the service's model does not have. */
interface Naming {
  readonly prefix: string;
  readonly general: string;
  readonly service: string;
}

const optimized: Readonly<Record<string, Naming>> = {
  lambda: { prefix: 'Lambda', general: 'AWSLambdaException', service: 'AWSLambda' },
  dynamodb: { prefix: 'DynamoDB', general: 'AmazonDynamoDBException', service: 'AmazonDynamoDBv2' },
  sqs: { prefix: 'SQS', general: 'AmazonSQSException', service: 'AmazonSQS' },
  sns: { prefix: 'SNS', general: 'AmazonSNSException', service: 'AmazonSNS' },
  eventbridge: { prefix: 'EventBridge', general: 'AmazonEventBridgeException', service: 'AmazonEventBridge' },
  sfn: { prefix: 'StepFunctions', general: 'AWSStepFunctionsException', service: 'AWSStepFunctions' },
};

/** The SDK for Java's names, which `aws-sdk:` integrations show. */
const sdk: Readonly<Record<string, string>> = {
  dynamodb: 'DynamoDb',
  eventbridge: 'EventBridge',
  lambda: 'Lambda',
  pinpointsmsvoicev2: 'PinpointSmsVoiceV2',
  scheduler: 'Scheduler',
  sesv2: 'SesV2',
  sfn: 'Sfn',
  sns: 'Sns',
  socialmessaging: 'SocialMessaging',
  sqs: 'Sqs',
  ssm: 'Ssm',
};

/** Errors that the services answer but their models do not have: those of the protocol, and of older protocols. */
const unmodelled = new Set([
  'ValidationException',
  'AccessDeniedException',
  'ValidationError',
  'AccessDenied',
  'MissingParameter',
  'InvalidParameterValue',
  'SerializationException',
]);

/** As the classes of the SDKs for Java are named. */
const className = (error: string): string => (error.endsWith('Exception') ? error : `${error}Exception`);
/** A call without an answer is an error of the SDK that made it. */
function nameOf(thrown: unknown): string {
  if (!(thrown instanceof Error)) return 'Exception';
  return thrown.name === 'TimeoutError' ? 'SdkClientException' : thrown.name;
}

/** How a refused or failed call looks to Retry and Catch, by integration. */
export function callFailure(resource: Resource, thrown: unknown, requestId: string): Failure {
  const name = nameOf(thrown);
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  const status = thrown instanceof Error && 'status' in thrown ? Number(thrown.status) : 500;
  if (resource.kind === 'sdk') {
    const service = sdk[resource.service] ?? resource.service;
    return {
      error: `${service}.${unmodelled.has(name) ? `${service}Exception` : className(name)}`,
      cause: `${message} (Service: ${service}, Status Code: ${status}, Request ID: ${requestId})`,
    };
  }
  const { prefix, general, service } = optimized[resource.service] ?? {
    prefix: resource.service,
    general: 'Exception',
    service: resource.service,
  };
  return {
    error: `${prefix}.${unmodelled.has(name) ? general : className(name)}`,
    cause: `${message} (Service: ${service}; Status Code: ${status}; Error Code: ${name}; Request ID: ${requestId}; Proxy: null)`,
  };
}
