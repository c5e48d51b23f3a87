import { expect } from 'vitest';
import { AwsError } from '../../../../local/aws-error.ts';
import { invoke } from '../rig.ts';
import { entered, exited, input, output, type Scenario, scheduled, started, task } from './scenario.ts';

const end = { End: true };
const functionArn = 'arn:aws:lambda:us-east-1:123456789012:function:f';
const raised = { errorMessage: 'Some exception was raised.', errorType: 'Exception' };
const failed = { error: 'Exception', cause: JSON.stringify(raised) };
const raises = () => ({ StatusCode: 200, FunctionError: 'Unhandled', Payload: raised });
const caught = { Error: failed.error, Cause: failed.cause };
const direct = { Type: 'Task', Resource: functionArn, ...end };
const throughInvoke = {
  Type: 'Task',
  Resource: invoke,
  Arguments: { FunctionName: functionArn, Payload: { a: 1 } },
  ...end,
};
const parameters = { FunctionName: functionArn, Payload: { a: 1 } };
const answered = {
  ExecutedVersion: '$LATEST',
  Payload: { b: 2 },
  StatusCode: 200,
  http: 200,
  contentType: 'application/json',
};
const notFound = {
  error: 'Lambda.ResourceNotFoundException',
  cause: expect.stringMatching(
    /^Function not found: f \(Service: AWSLambda; Status Code: 404; Error Code: ResourceNotFoundException; Request ID: [0-9a-f-]{36}; Proxy: null\)$/,
  ),
};

/** Functions, by their own ARN and through `lambda:invoke`. */
export const tasks: readonly Scenario[] = [
  {
    name: 'a function by its ARN',
    recorded: 'services/test_lambda_task test_invoke_lambda',
    states: { Do: direct },
    input: { a: 1 },
    answer: () => ({ StatusCode: 200, Payload: { b: 2 } }),
    history: [
      started({ a: 1 }),
      [2, 0, 'TaskStateEntered', entered('Do', { a: 1 })],
      [3, 2, 'LambdaFunctionScheduled', { resource: functionArn, ...input({ a: 1 }) }],
      [4, 3, 'LambdaFunctionStarted'],
      [5, 4, 'LambdaFunctionSucceeded', output({ b: 2 })],
      [6, 5, 'TaskStateExited', exited('Do', { b: 2 })],
      [7, 6, 'ExecutionSucceeded', output({ b: 2 })],
    ],
  },
  {
    name: 'a function that throws',
    recorded: 'error_handling/test_task_lambda test_raise_exception',
    states: { Do: direct },
    answer: raises,
    history: [
      started(),
      [2, 0, 'TaskStateEntered', entered('Do')],
      [3, 2, 'LambdaFunctionScheduled', { resource: functionArn, ...input() }],
      [4, 3, 'LambdaFunctionStarted'],
      [5, 4, 'LambdaFunctionFailed', failed],
      [6, 5, 'ExecutionFailed', failed],
    ],
  },
  {
    name: 'a function whose error is caught',
    recorded: 'error_handling/test_task_lambda test_raise_exception_catch',
    states: {
      Do: { ...direct, Catch: [{ ErrorEquals: ['States.TaskFailed'], Next: 'Caught' }] },
      Caught: { Type: 'Pass', ...end },
    },
    answer: raises,
    history: [
      started(),
      [2, 0, 'TaskStateEntered', entered('Do')],
      [3, 2, 'LambdaFunctionScheduled', { resource: functionArn, ...input() }],
      [4, 3, 'LambdaFunctionStarted'],
      [5, 4, 'LambdaFunctionFailed', failed],
      [6, 5, 'TaskStateExited', exited('Do', caught)],
      [7, 6, 'PassStateEntered', entered('Caught', caught)],
      [8, 7, 'PassStateExited', exited('Caught', caught)],
      [9, 8, 'ExecutionSucceeded', output(caught)],
    ],
  },
  {
    name: 'a function that is retried',
    recorded: 'scenarios/test_base_scenarios test_retry_interval_features',
    states: {
      Do: { ...direct, Retry: [{ ErrorEquals: ['States.ALL'], IntervalSeconds: 3, MaxAttempts: 2 }] },
    },
    answer: raises,
    after: (rig) => rig.advance(60_000),
    history: [
      started(),
      [2, 0, 'TaskStateEntered', entered('Do')],
      [3, 2, 'LambdaFunctionScheduled', { resource: functionArn, ...input() }],
      [4, 3, 'LambdaFunctionStarted'],
      [5, 4, 'LambdaFunctionFailed', failed],
      [6, 5, 'LambdaFunctionScheduled', { resource: functionArn, ...input() }],
      [7, 6, 'LambdaFunctionStarted'],
      [8, 7, 'LambdaFunctionFailed', failed],
      [9, 8, 'LambdaFunctionScheduled', { resource: functionArn, ...input() }],
      [10, 9, 'LambdaFunctionStarted'],
      [11, 10, 'LambdaFunctionFailed', failed],
      [12, 11, 'ExecutionFailed', failed],
    ],
  },
  {
    name: 'a function that takes too long',
    recorded: 'timeouts/test_timeouts test_fixed_timeout_lambda',
    states: { Do: { ...direct, TimeoutSeconds: 5 } },
    silent: true,
    after: (rig) => {
      rig.clock.fireNext(rig.clock.now() + 5000);
    },
    history: [
      started(),
      [2, 0, 'TaskStateEntered', entered('Do')],
      [3, 2, 'LambdaFunctionScheduled', { resource: functionArn, ...input(), timeoutInSeconds: 5 }],
      [4, 3, 'LambdaFunctionStarted'],
      [5, 4, 'LambdaFunctionTimedOut', { error: 'States.Timeout' }],
      [6, 5, 'ExecutionFailed', { error: 'States.Timeout' }],
    ],
  },
  {
    name: 'lambda:invoke',
    recorded: 'services/test_lambda_task_service test_invoke',
    states: { Do: throughInvoke },
    answer: () => ({ StatusCode: 200, Payload: { b: 2 }, ExecutedVersion: '$LATEST' }),
    history: [
      started(),
      [2, 0, 'TaskStateEntered', entered('Do')],
      [3, 2, 'TaskScheduled', scheduled('lambda', 'invoke', parameters)],
      [4, 3, 'TaskStarted', task('lambda', 'invoke')],
      [5, 4, 'TaskSucceeded', { ...task('lambda', 'invoke'), ...output(answered) }],
      [6, 5, 'TaskStateExited', exited('Do', answered)],
      [7, 6, 'ExecutionSucceeded', output(answered)],
    ],
  },
  {
    name: 'lambda:invoke of a function that throws',
    recorded: 'error_handling/test_task_service_lambda test_raise_custom_exception',
    states: { Do: throughInvoke },
    answer: raises,
    history: [
      started(),
      [2, 0, 'TaskStateEntered', entered('Do')],
      [3, 2, 'TaskScheduled', scheduled('lambda', 'invoke', parameters)],
      [4, 3, 'TaskStarted', task('lambda', 'invoke')],
      [5, 4, 'TaskFailed', { ...task('lambda', 'invoke'), ...failed }],
      [6, 5, 'ExecutionFailed', failed],
    ],
  },
  {
    name: 'lambda:invoke of no function',
    recorded: 'error_handling/test_task_service_lambda test_no_such_function',
    states: { Do: throughInvoke },
    answer: () => {
      throw new AwsError('ResourceNotFoundException', 'Function not found: f', 404);
    },
    history: [
      started(),
      [2, 0, 'TaskStateEntered', entered('Do')],
      [3, 2, 'TaskScheduled', scheduled('lambda', 'invoke', parameters)],
      [4, 3, 'TaskStarted', task('lambda', 'invoke')],
      [5, 4, 'TaskFailed', { ...task('lambda', 'invoke'), ...notFound }],
      [6, 5, 'ExecutionFailed', notFound],
    ],
  },
  {
    name: 'lambda:invoke that takes too long',
    recorded: 'timeouts/test_timeouts test_fixed_timeout_service_lambda',
    states: { Do: { ...throughInvoke, TimeoutSeconds: 5 } },
    silent: true,
    after: (rig) => {
      rig.clock.fireNext(rig.clock.now() + 5000);
    },
    history: [
      started(),
      [2, 0, 'TaskStateEntered', entered('Do')],
      [3, 2, 'TaskScheduled', { ...scheduled('lambda', 'invoke', parameters), timeoutInSeconds: 5 }],
      [4, 3, 'TaskStarted', task('lambda', 'invoke')],
      [5, 4, 'TaskTimedOut', { ...task('lambda', 'invoke'), error: 'States.Timeout' }],
      [6, 5, 'ExecutionFailed', { error: 'States.Timeout' }],
    ],
  },
  {
    name: 'a result that is too large',
    recorded: 'error_handling/test_states_errors test_service_task_lambada_data_limit_exceeded…',
    states: { Do: throughInvoke },
    answer: () => ({ StatusCode: 200, Payload: 'x'.repeat(300_000) }),
    history: [
      started(),
      [2, 0, 'TaskStateEntered', entered('Do')],
      [3, 2, 'TaskScheduled', scheduled('lambda', 'invoke', parameters)],
      [4, 3, 'TaskStarted', task('lambda', 'invoke')],
      [
        5,
        4,
        'TaskFailed',
        {
          ...task('lambda', 'invoke'),
          error: 'States.DataLimitExceeded',
          cause:
            "The state/task 'lambda' returned a result with a size exceeding the maximum number of bytes service limit.",
        },
      ],
      [
        6,
        5,
        'ExecutionFailed',
        {
          error: 'States.DataLimitExceeded',
          cause:
            "The state/task 'lambda' returned a result with a size exceeding the maximum number of bytes service limit.",
        },
      ],
    ],
  },
];
