import { describe, expect, it } from 'vitest';
import { AwsError } from '../../../local/aws-error.ts';
import { days, invoke, invokeWithToken, Rig, roleArn, seconds } from './rig.ts';

const end = { End: true };
const functionArn = 'arn:aws:lambda:us-east-1:123456789012:function:run-step';

const deadline =
  '{% $max([1, $ceil(($toMillis($states.context.State.EnteredTime) + 259200000 - $millis()) / 1000)]) %}';

/** The shape of a journey's wait: a callback with an absolute deadline, an error of its own, a timeout branch. */
const wait = {
  Ask: {
    Type: 'Task',
    Resource: invokeWithToken,
    Arguments: {
      FunctionName: functionArn,
      Payload: '{% $merge([$states.input, {"token": $states.context.Task.Token, "step": "ask"}]) %}',
    },
    TimeoutSeconds: deadline,
    Output:
      '{% $merge([$states.input, {"visit": $states.input.visit + 1, "events": $merge([$states.input.events, $states.result.events])}]) %}',
    Catch: [
      { ErrorEquals: ['Exited'], Next: 'Exited' },
      {
        ErrorEquals: ['States.Timeout'],
        Output: '{% $merge([$states.input, {"late": true}]) %}',
        Next: 'Late',
      },
    ],
    Next: 'Booked',
  },
  Booked: { Type: 'Succeed' },
  Late: { Type: 'Succeed' },
  Exited: { Type: 'Succeed', Output: '{% $states.input %}' },
};

const tokenOf = (rig: Rig, call = rig.calls.length - 1): string =>
  String((rig.calls[call]!.input.Payload as { token: string }).token);

const state = { run: { id: 'r' }, visit: 0, events: {} };

describe('a callback task', () => {
  it('goes on with what its token is answered with', async () => {
    const rig = new Rig();
    const run = await rig.run(wait, state);
    expect(rig.describe(run)).toEqual({ status: 'RUNNING' });
    await rig.answerToken(tokenOf(rig), { events: { booking: { id: 'b' } } });
    expect(rig.describe(run)).toEqual({
      status: 'SUCCEEDED',
      output: { run: { id: 'r' }, visit: 1, events: { booking: { id: 'b' } } },
    });
    expect(rig.story(run).map((line) => line.split(' ')[2])).toEqual([
      'ExecutionStarted',
      'TaskStateEntered',
      'TaskScheduled',
      'TaskStarted',
      'TaskSubmitted',
      'TaskSucceeded',
      'TaskStateExited',
      'SucceedStateEntered',
      'SucceedStateExited',
      'ExecutionSucceeded',
    ]);
  });

  it('times out at its deadline into the branch that catches it', async () => {
    const rig = new Rig();
    const run = await rig.run(wait, state);
    expect(rig.history(run)[2]?.taskScheduledEventDetails).toMatchObject({
      timeoutInSeconds: 259_200,
      resource: 'invoke.waitForTaskToken',
      resourceType: 'lambda',
      region: 'us-east-1',
    });
    await rig.advance(days(3) - 1);
    expect(rig.describe(run).status).toBe('RUNNING');
    await rig.advance(1);
    expect(rig.describe(run).output).toMatchObject({ late: true });
    expect(() => rig.call('SendTaskSuccess', { taskToken: tokenOf(rig), output: '{}' })).toThrow(
      expect.objectContaining({
        name: 'TaskTimedOut',
        message: "Task Timed Out: 'Provided task does not exist anymore'",
      }),
    );
  });

  it('fails by the name that its token is failed with', async () => {
    const rig = new Rig();
    const run = await rig.run(wait, state);
    rig.call('SendTaskFailure', { taskToken: tokenOf(rig), error: 'Exited', cause: 'unsubscribed' });
    await rig.work.settled();
    expect(rig.describe(run).output).toEqual({ Error: 'Exited', Cause: 'unsubscribed' });
  });

  it('takes the answer while the function that got the token still runs', async () => {
    const rig = new Rig();
    rig.answer(({ input }) => {
      rig.call('SendTaskSuccess', {
        taskToken: (input.Payload as { token: string }).token,
        output: '{"events":{}}',
      });
      return { StatusCode: 200, Payload: null };
    });
    const run = await rig.run(wait, state);
    expect(rig.describe(run).status).toBe('SUCCEEDED');
    expect(rig.story(run)).not.toContainEqual(expect.stringContaining('TaskSubmitted'));
  });

  it('takes one answer, and none but JSON', async () => {
    const rig = new Rig();
    await rig.run(wait, state);
    const taskToken = tokenOf(rig);
    const refusal = (output: string, token = taskToken) => {
      try {
        rig.call('SendTaskSuccess', { taskToken: token, output });
        return 'taken';
      } catch (error) {
        return (error as Error).name;
      }
    };
    expect(refusal('not JSON')).toBe('InvalidOutput');
    expect(refusal('not JSON', 'nonsense')).toBe('InvalidToken');
    expect(refusal('{}', 'nonsense')).toBe('InvalidToken');
    expect(refusal('{"events":{}}')).toBe('taken');
    expect(refusal('{"events":{}}')).toBe('TaskTimedOut');
  });

  it('fails its attempt when the function fails, and gets a new token for the next', async () => {
    const rig = new Rig();
    let attempts = 0;
    rig.answer(() => {
      attempts += 1;
      return attempts === 1
        ? {
            StatusCode: 200,
            FunctionError: 'Unhandled',
            Payload: { errorType: 'Throttled', errorMessage: 'slow' },
          }
        : { StatusCode: 200, Payload: null };
    });
    const { Ask, ...others } = wait;
    const run = await rig.run(
      { Ask: { ...Ask, Retry: [{ ErrorEquals: ['Throttled'], IntervalSeconds: 5 }] }, ...others },
      state,
    );
    await rig.advance(seconds(5));
    expect(tokenOf(rig, 0)).not.toBe(tokenOf(rig, 1));
    expect(() => rig.call('SendTaskSuccess', { taskToken: tokenOf(rig, 0), output: '{}' })).toThrow();
    await rig.answerToken(tokenOf(rig, 1), { events: {} });
    expect(rig.describe(run).status).toBe('SUCCEEDED');
  });

  it('times out when a heartbeat is missed, and may be caught by that name', async () => {
    const rig = new Rig();
    const run = await rig.run({
      Ask: {
        Type: 'Task',
        Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken',
        Arguments: { QueueUrl: 'https://queue', MessageBody: { token: '{% $states.context.Task.Token %}' } },
        HeartbeatSeconds: 60,
        TimeoutSeconds: 600,
        Catch: [{ ErrorEquals: ['States.HeartbeatTimeout'], Next: 'Silent' }],
        ...end,
      },
      Silent: { Type: 'Succeed' },
    });
    const body = JSON.parse(String(rig.calls[0]?.input.MessageBody)) as { token: string };
    await rig.advance(seconds(50));
    rig.call('SendTaskHeartbeat', { taskToken: body.token });
    await rig.advance(seconds(59));
    expect(rig.describe(run).status).toBe('RUNNING');
    await rig.advance(seconds(1));
    expect(rig.describe(run)).toEqual({
      status: 'SUCCEEDED',
      output: { Error: 'States.Timeout', Cause: '' },
    });
  });
});

describe('a call', () => {
  it('answers as lambda:invoke does, made with the machine’s role', async () => {
    const rig = new Rig();
    rig.answer(() => ({ StatusCode: 200, Payload: { sent: true } }));
    const run = await rig.run({
      Send: {
        Type: 'Task',
        Resource: invoke,
        Arguments: { FunctionName: functionArn, Payload: { a: 1 } },
        ...end,
      },
    });
    expect(rig.describe(run).output).toMatchObject({
      ExecutedVersion: '$LATEST',
      Payload: { sent: true },
      SdkHttpMetadata: { HttpStatusCode: 200 },
      StatusCode: 200,
    });
    expect(rig.calls).toEqual([
      {
        service: 'lambda',
        operation: 'Invoke',
        input: { FunctionName: functionArn, Payload: { a: 1 } },
        caller: { roleArn },
      },
    ]);
  });

  it('to a function’s ARN gives its payload, with events of its own', async () => {
    const rig = new Rig();
    rig.answer(() => ({ StatusCode: 200, Payload: 'hello' }));
    const run = await rig.run({ Direct: { Type: 'Task', Resource: functionArn, ...end } }, { a: 1 });
    expect(rig.describe(run).output).toBe('hello');
    expect(rig.story(run).slice(2, 5)).toEqual([
      '3 2 LambdaFunctionScheduled',
      '4 3 LambdaFunctionStarted',
      '5 4 LambdaFunctionSucceeded',
    ]);
  });

  it('retries by the first retrier that takes the error, with growing intervals, then catches', async () => {
    const rig = new Rig();
    rig.answer(() => ({
      StatusCode: 200,
      FunctionError: 'Unhandled',
      Payload: { errorType: 'Busy', errorMessage: 'no' },
    }));
    const run = await rig.run({
      Send: {
        Type: 'Task',
        Resource: invoke,
        Arguments: {
          FunctionName: functionArn,
          Payload: { attempt: '{% $states.context.State.RetryCount %}' },
        },
        Retry: [
          { ErrorEquals: ['Other'], MaxAttempts: 9 },
          {
            ErrorEquals: ['States.TaskFailed'],
            IntervalSeconds: 2,
            BackoffRate: 3,
            MaxAttempts: 3,
            MaxDelaySeconds: 10,
          },
        ],
        Catch: [
          {
            ErrorEquals: ['States.ALL'],
            Assign: { why: '{% $states.errorOutput.Error %}' },
            Output: '{% $parse($states.errorOutput.Cause) %}',
            Next: 'Caught',
          },
        ],
        ...end,
      },
      Caught: { Type: 'Pass', Output: '{% $why & ": " & $states.input.errorMessage %}', ...end },
    });
    const attempts = () => rig.calls.map(({ input }) => (input.Payload as { attempt: number }).attempt);
    await rig.advance(seconds(2));
    expect(attempts()).toEqual([0, 1]);
    await rig.advance(seconds(6));
    expect(attempts()).toEqual([0, 1, 2]);
    await rig.advance(seconds(9));
    expect(attempts()).toEqual([0, 1, 2]);
    await rig.advance(seconds(1));
    expect(rig.describe(run)).toEqual({ status: 'SUCCEEDED', output: 'Busy: no' });
    expect(rig.usage.stateTransitions).toBe(5);
  });

  it('waits no longer than MaxDelaySeconds before a retry, and by chance shorter where jitter is on', async () => {
    const startedAfter = async (more: object): Promise<readonly number[]> => {
      const rig = new Rig();
      rig.answer(() => Promise.reject(Object.assign(new Error('later'), { name: 'TooBusy', status: 500 })));
      const run = await rig.run({
        Call: {
          Type: 'Task',
          Resource: invoke,
          Arguments: { FunctionName: 'f' },
          Retry: [
            {
              ErrorEquals: ['States.TaskFailed'],
              IntervalSeconds: 10,
              BackoffRate: 3,
              MaxDelaySeconds: 40,
              ...more,
            },
          ],
          ...end,
        },
      });
      await rig.advance(days(1));
      const times = rig
        .history(run)
        .filter(({ type }) => type === 'TaskScheduled')
        .map(({ timestamp }) => Number(timestamp));
      return times.slice(1).map((time, index) => (time - times[index]!) / 1000);
    };
    expect(await startedAfter({})).toEqual([10, 30, 40]);
    const jittered = await startedAfter({ JitterStrategy: 'FULL' });
    for (const [index, longest] of [10, 30, 40].entries()) {
      expect(jittered[index]).toBeGreaterThanOrEqual(0);
      expect(jittered[index]).toBeLessThan(longest);
    }
  });

  it('takes its time-outs from expressions, which must be whole seconds', async () => {
    const timed = async (within: unknown, beat: unknown) => {
      const rig = new Rig();
      const run = await rig.run(
        {
          Ask: {
            Type: 'Task',
            Resource: invokeWithToken,
            Arguments: { FunctionName: 'f', Payload: '{% $states.context.Task.Token %}' },
            TimeoutSeconds: '{% $states.input.within %}',
            HeartbeatSeconds: '{% $states.input.beat %}',
            ...end,
          },
        },
        { within, beat },
      );
      return { rig, run };
    };
    const { rig, run } = await timed(60, 20);
    expect(rig.history(run)[2]?.taskScheduledEventDetails).toMatchObject({
      timeoutInSeconds: 60,
      heartbeatInSeconds: 20,
    });
    await rig.advance(seconds(20));
    expect(rig.describe(run)).toMatchObject({ status: 'FAILED', error: 'States.Timeout' });
    for (const [within, beat, field] of [
      [1.5, 1, 'TimeoutSeconds'],
      ['1', 1, 'TimeoutSeconds'],
      [60, 0, 'HeartbeatSeconds'],
    ] as const) {
      const failed = await timed(within, beat);
      expect(failed.rig.describe(failed.run)).toMatchObject({ error: 'States.QueryEvaluationError' });
      expect(failed.rig.history(failed.run).at(-2)?.evaluationFailedEventDetails?.location).toBe(field);
    }
  });

  it('to any SDK operation passes the parameters and names errors as the SDK does', async () => {
    const rig = new Rig();
    rig.answer(({ operation }) => {
      if (operation === 'StartExecution') return { executionArn: 'arn', startDate: new Date(0) };
      throw new AwsError('ResourceNotFoundException', 'Requested resource not found');
    });
    const run = await rig.run({
      Start: {
        Type: 'Task',
        Resource: 'arn:aws:states:::aws-sdk:sfn:startExecution',
        Arguments: { StateMachineArn: 'm', Input: '{}' },
        Assign: { started: '{% $states.result %}' },
        Next: 'Get',
      },
      Get: {
        Type: 'Task',
        Resource: 'arn:aws:states:::aws-sdk:dynamodb:getItem',
        Arguments: { TableName: 't' },
        Catch: [
          { ErrorEquals: ['DynamoDb.ResourceNotFoundException'], Output: '{% $started %}', Next: 'End' },
        ],
        ...end,
      },
      End: { Type: 'Succeed' },
    });
    expect(rig.calls[0]?.input).toEqual({ stateMachineArn: 'm', input: '{}' });
    expect(rig.describe(run).output).toEqual({ ExecutionArn: 'arn', StartDate: '1970-01-01T00:00:00.000Z' });
  });

  it('that is refused for want of permission fails with the integration’s general error', async () => {
    const rig = new Rig();
    rig.answer(() => {
      throw new AwsError('AccessDeniedException', 'not authorized', 403);
    });
    const run = await rig.run({
      Send: { Type: 'Task', Resource: invoke, Arguments: { FunctionName: 'f' }, ...end },
    });
    expect(rig.describe(run)).toMatchObject({ status: 'FAILED', error: 'Lambda.AWSLambdaException' });
  });

  it('whose arguments fail to evaluate may be caught', async () => {
    const rig = new Rig();
    const run = await rig.run({
      Send: {
        Type: 'Task',
        Resource: invoke,
        Arguments: { FunctionName: '{% $states.input.none %}' },
        Catch: [{ ErrorEquals: ['States.QueryEvaluationError'], Output: 'caught', Next: 'End' }],
        ...end,
      },
      End: { Type: 'Succeed' },
    });
    expect(rig.describe(run).output).toBe('caught');
  });

  it('whose result is too large fails beyond States.ALL', async () => {
    const rig = new Rig();
    rig.answer(() => ({ StatusCode: 200, Payload: 'x'.repeat(262_144) }));
    const run = await rig.run({
      Big: {
        Type: 'Task',
        Resource: functionArn,
        Catch: [{ ErrorEquals: ['States.ALL'], Next: 'End' }],
        ...end,
      },
      End: { Type: 'Succeed' },
    });
    expect(rig.describe(run)).toMatchObject({ status: 'FAILED', error: 'States.DataLimitExceeded' });
  });
});
