import { expect } from 'vitest';
import { AwsError } from '../../../../local/aws-error.ts';
import type { Rig } from '../rig.ts';
import { entered, exited, output, type Scenario, scheduled, started, task } from './scenario.ts';

const end = { End: true };
const calls = (resource: string, parameters: object, more: object = {}) => ({
  Do: { Type: 'Task', Resource: `arn:aws:states:::${resource}`, Arguments: parameters, ...more, ...end },
});
const queue = 'https://sqs.us-east-1.amazonaws.com/123456789012/q';
const token = '{% $states.context.Task.Token %}';
const http = (contentType: string) => ({ http: 200, contentType });
const json = http('application/x-amz-json-1.0');
const requestId = '[0-9a-f-]{36}';
const cause = (text: string) => expect.stringMatching(new RegExp(`^${text.replaceAll(/[().]/g, '\\$&')}$`));

const waiting = calls('sqs:sendMessage.waitForTaskToken', {
  QueueUrl: queue,
  MessageBody: { TaskToken: token },
});
const sent = (more: object = {}) => ({
  ...scheduled('sqs', 'sendMessage.waitForTaskToken', {
    QueueUrl: queue,
    MessageBody: { TaskToken: '<token>' },
  }),
  ...more,
});
const wait = task('sqs', 'sendMessage.waitForTaskToken');
const submitted = { ...wait, ...output({ MessageId: 'm', MD5OfMessageBody: 'd', ...json }) };
const answer = () => ({ MessageId: 'm', MD5OfMessageBody: 'd' });
const begun = (more?: object) =>
  [
    started(),
    [2, 0, 'TaskStateEntered', entered('Do')],
    [3, 2, 'TaskScheduled', sent(more)],
    [4, 3, 'TaskStarted', wait],
    [5, 4, 'TaskSubmitted', submitted],
  ] as const;
const tokenOf = (rig: Rig): string =>
  (JSON.parse(String(rig.calls[0]?.input.MessageBody)) as { TaskToken: string }).TaskToken;

const putEvent = { Entries: [{ Source: 's', DetailType: 't', Detail: { a: 1 } }] };
const failedEntry = {
  FailedEntryCount: 1,
  Entries: [{ ErrorCode: 'MalformedDetail', ErrorMessage: 'Detail is malformed.' }],
};
const entryFailure = { error: 'EventBridge.FailedEntry', cause: JSON.stringify(failedEntry) };
const item = { TableName: 'table', Item: { id: { S: '1' } } };
const key = { TableName: 'table', Key: { id: { S: '1' } } };
const noTable = () => {
  throw new AwsError('ResourceNotFoundException', 'Requested resource not found');
};
const child = 'arn:aws:states:us-east-1:123456789012:stateMachine:child';

/** One task that succeeds. */
const succeeds = (
  name: string,
  recorded: string,
  resource: string,
  parameters: object,
  given: object,
  result: object = given,
): Scenario => {
  const split = resource.lastIndexOf(':');
  const named = [resource.slice(0, split), resource.slice(split + 1)] as const;
  return {
    name,
    recorded,
    states: calls(resource, parameters),
    answer: () => given,
    history: [
      started(),
      [2, 0, 'TaskStateEntered', entered('Do')],
      [3, 2, 'TaskScheduled', scheduled(...named, parameters)],
      [4, 3, 'TaskStarted', task(...named)],
      [5, 4, 'TaskSucceeded', { ...task(...named), ...output(result) }],
      [6, 5, 'TaskStateExited', exited('Do', result)],
      [7, 6, 'ExecutionSucceeded', output(result)],
    ],
  };
};

/** One task that fails, as the service words it. */
const fails = (
  name: string,
  recorded: string,
  resource: string,
  parameters: object,
  given: () => unknown,
  failure: object,
): Scenario => {
  const split = resource.lastIndexOf(':');
  const named = [resource.slice(0, split), resource.slice(split + 1)] as const;
  return {
    name,
    recorded,
    states: calls(resource, parameters),
    answer: given,
    history: [
      started(),
      [2, 0, 'TaskStateEntered', entered('Do')],
      [3, 2, 'TaskScheduled', scheduled(...named, parameters)],
      [4, 3, 'TaskStarted', task(...named)],
      [5, 4, 'TaskFailed', { ...task(...named), ...failure }],
      [6, 5, 'ExecutionFailed', failure],
    ],
  };
};

/** Other services than Lambda: optimized integrations, callbacks, and the SDK's. */
export const integrations: readonly Scenario[] = [
  {
    name: 'a callback that is answered',
    recorded: 'callback/test_callback test_sqs_wait_for_task_token',
    states: waiting,
    answer,
    after: (rig) => rig.answerToken(tokenOf(rig), 'done'),
    history: [
      ...begun(),
      [6, 5, 'TaskSucceeded', { ...wait, ...output('done') }],
      [7, 6, 'TaskStateExited', exited('Do', 'done')],
      [8, 7, 'ExecutionSucceeded', output('done')],
    ],
  },
  {
    name: 'a callback that fails',
    recorded: 'callback/test_callback test_sqs_failure_in_wait_for_task_token',
    states: waiting,
    answer,
    after: (rig) => {
      rig.call('SendTaskFailure', {
        taskToken: tokenOf(rig),
        error: 'Failure error',
        cause: 'Failure cause',
      });
    },
    history: [
      ...begun(),
      [6, 5, 'TaskFailed', { ...wait, error: 'Failure error', cause: 'Failure cause' }],
      [7, 6, 'ExecutionFailed', { error: 'Failure error', cause: 'Failure cause' }],
    ],
  },
  {
    name: 'a callback that fails without a word',
    recorded: 'callback/test_callback test_sqs_failure_in_wait_for_task_tok_no_error_field',
    states: waiting,
    answer,
    after: (rig) => {
      rig.call('SendTaskFailure', { taskToken: tokenOf(rig) });
    },
    history: [...begun(), [6, 5, 'TaskFailed', wait], [7, 6, 'ExecutionFailed', {}]],
  },
  {
    name: 'a callback that never comes',
    recorded: 'callback/test_callback test_sqs_wait_for_task_token_timeout',
    states: { Do: { ...waiting.Do, TimeoutSeconds: 5 } },
    answer,
    after: (rig) => rig.advance(5000),
    history: [
      ...begun({ timeoutInSeconds: 5 }),
      [6, 5, 'TaskTimedOut', { ...wait, error: 'States.Timeout' }],
      [7, 6, 'ExecutionFailed', { error: 'States.Timeout' }],
    ],
  },
  {
    name: 'a heartbeat that is missed',
    recorded: 'timeouts/test_heartbeats test_heartbeat_timeout',
    states: { Do: { ...waiting.Do, TimeoutSeconds: 600, HeartbeatSeconds: 5 } },
    answer,
    after: (rig) => rig.advance(5000),
    history: [
      ...begun({ timeoutInSeconds: 600, heartbeatInSeconds: 5 }),
      [6, 5, 'TaskTimedOut', { ...wait, error: 'States.Timeout' }],
      [7, 6, 'ExecutionFailed', { error: 'States.Timeout' }],
    ],
  },
  succeeds(
    'sqs:sendMessage',
    'services/test_sqs_task_service test_send_message',
    'sqs:sendMessage',
    { QueueUrl: queue, MessageBody: 'text' },
    { MessageId: 'm' },
    { MessageId: 'm', ...json },
  ),
  fails(
    'sqs:sendMessage without a body',
    'error_handling/test_task_service_sqs test_send_message_empty_body',
    'sqs:sendMessage',
    { QueueUrl: queue, MessageBody: '' },
    () => {
      throw new AwsError('MissingParameter', 'The request must contain the parameter MessageBody.');
    },
    {
      error: 'SQS.AmazonSQSException',
      cause: cause(
        `The request must contain the parameter MessageBody. (Service: AmazonSQS; Status Code: 400; Error Code: MissingParameter; Request ID: ${requestId}; Proxy: null)`,
      ),
    },
  ),
  succeeds(
    'sns:publish',
    'services/test_sns_task_service test_publish_base',
    'sns:publish',
    { TopicArn: 'arn:aws:sns:us-east-1:123456789012:t', Message: { a: 1 } },
    { MessageId: 'm' },
    { MessageId: 'm', ...http('text/xml') },
  ),
  succeeds(
    'dynamodb:putItem',
    'services/test_dynamodb_task_service test_base_integrations[DYNAMODB_PUT_GET_ITEM]',
    'dynamodb:putItem',
    item,
    {},
    json,
  ),
  succeeds(
    'dynamodb:getItem',
    'services/test_dynamodb_task_service test_base_integrations[DYNAMODB_PUT_GET_ITEM]',
    'dynamodb:getItem',
    key,
    { Item: { id: { S: '1' } } },
    { Item: { id: { S: '1' } }, ...json },
  ),
  fails(
    'dynamodb:putItem into no table',
    'error_handling/test_task_service_dynamodb test_put_item_no_such_table',
    'dynamodb:putItem',
    item,
    noTable,
    {
      error: 'DynamoDB.ResourceNotFoundException',
      cause: cause(
        `Requested resource not found (Service: AmazonDynamoDBv2; Status Code: 400; Error Code: ResourceNotFoundException; Request ID: ${requestId}; Proxy: null)`,
      ),
    },
  ),
  fails(
    'dynamodb:putItem of nothing',
    'error_handling/test_task_service_dynamodb test_invalid_param',
    'dynamodb:putItem',
    { TableName: 'table' },
    () => {
      throw new AwsError('ValidationException', "Value null at 'item' is missing");
    },
    {
      error: 'DynamoDB.AmazonDynamoDBException',
      cause: cause(
        `Value null at 'item' is missing (Service: AmazonDynamoDBv2; Status Code: 400; Error Code: ValidationException; Request ID: ${requestId}; Proxy: null)`,
      ),
    },
  ),
  succeeds(
    'events:putEvents',
    'services/test_events_task_service test_put_events_base',
    'events:putEvents',
    putEvent,
    { FailedEntryCount: 0, Entries: [{ EventId: 'e' }] },
  ),
  fails(
    'events:putEvents of which one is refused',
    'services/test_events_task_service test_put_events_malformed_detail',
    'events:putEvents',
    putEvent,
    () => failedEntry,
    entryFailure,
  ),
  succeeds(
    'aws-sdk:dynamodb:getItem',
    'services/test_aws_sdk_task_service test_dynamodb_put_get_item',
    'aws-sdk:dynamodb:getItem',
    key,
    { Item: { id: { S: '1' } } },
  ),
  fails(
    'aws-sdk:dynamodb:putItem into no table',
    'error_handling/test_aws_sdk test_dynamodb_put_item_no_such_table',
    'aws-sdk:dynamodb:putItem',
    item,
    noTable,
    {
      error: 'DynamoDb.ResourceNotFoundException',
      cause: cause(
        `Requested resource not found (Service: DynamoDb, Status Code: 400, Request ID: ${requestId})`,
      ),
    },
  ),
  fails(
    'aws-sdk:dynamodb:putItem of nothing',
    'error_handling/test_aws_sdk test_dynamodb_invalid_param',
    'aws-sdk:dynamodb:putItem',
    { TableName: 'table' },
    () => {
      throw new AwsError('ValidationException', 'Item is missing');
    },
    {
      error: 'DynamoDb.DynamoDbException',
      cause: cause(`Item is missing (Service: DynamoDb, Status Code: 400, Request ID: ${requestId})`),
    },
  ),
  succeeds(
    'states:startExecution',
    'services/test_sfn_task_service test_start_execution',
    'states:startExecution',
    { StateMachineArn: child, Input: { a: 1 } },
    { executionArn: 'arn', startDate: new Date(0) },
    { ExecutionArn: 'arn', StartDate: '1970-01-01T00:00:00.000Z', ...json },
  ),
  fails(
    'states:startExecution of no machine',
    'error_handling/test_task_service_sfn test_start_execution_no_such_arn',
    'states:startExecution',
    { StateMachineArn: child },
    () => {
      throw new AwsError('StateMachineDoesNotExist', `State Machine Does Not Exist: '${child}'`);
    },
    {
      error: 'StepFunctions.StateMachineDoesNotExistException',
      cause: cause(
        `State Machine Does Not Exist: '${child}' (Service: AWSStepFunctions; Status Code: 400; Error Code: StateMachineDoesNotExist; Request ID: ${requestId}; Proxy: null)`,
      ),
    },
  ),
];
