import type { Rig } from '../rig.ts';
import { entered, exited, output, type Scenario, scheduled, started, task } from './scenario.ts';

const end = { End: true };
const resource = 'sendMessage.waitForTaskToken';
const wait = task('sqs', resource);
const asks = {
  Type: 'Task',
  Resource: `arn:aws:states:::sqs:${resource}`,
  Arguments: { QueueUrl: 'q', MessageBody: { TaskToken: '{% $states.context.Task.Token %}' } },
};
const asked = scheduled('sqs', resource, {
  QueueUrl: 'q',
  MessageBody: { TaskToken: '<token>' },
});
const json = { http: 200, contentType: 'application/x-amz-json-1.0' };
const submitted = { ...wait, ...output({ MessageId: 'm', ...json }) };
const answer = () => ({ MessageId: 'm' });
const tokenOf = (rig: Rig, call: number): string =>
  (JSON.parse(String(rig.calls[call]?.input.MessageBody)) as { TaskToken: string }).TaskToken;
const failure = { error: 'Broken', cause: 'on purpose' };
const fail = async (rig: Rig, call: number) => {
  rig.call('SendTaskFailure', { taskToken: tokenOf(rig, call), ...failure });
  await rig.work.settled();
};
const redrive = async (rig: Rig, executionArn: string) => {
  rig.call('RedriveExecution', { executionArn });
  await rig.work.settled();
};
const branch = (name: string) => ({ StartAt: name, States: { [name]: { ...asks, ...end } } });
const holds = { Hold: { Type: 'Wait', Seconds: 3600, Next: 'After' }, After: { Type: 'Pass', ...end } };
const deleted = { error: 'States.Runtime', cause: 'State machine journey has been deleted' };

/** A task that was asking when its execution was ended from outside, redriven. */
const askedAgainAfter = (ending: string, details: object): Scenario['history'] => [
  started(),
  [2, 0, 'TaskStateEntered', entered('Ask')],
  [3, 2, 'TaskScheduled', asked],
  [4, 3, 'TaskStarted', wait],
  [5, 4, 'TaskSubmitted', submitted],
  [6, 0, ending, details],
  [7, 6, 'ExecutionRedriven', { redriveCount: 1 }],
  [8, 2, 'TaskScheduled', asked],
  [9, 8, 'TaskStarted', wait],
  [10, 9, 'TaskSubmitted', submitted],
];

/** How executions end from outside, and how they go on again. */
export const lifecycle: readonly Scenario[] = [
  {
    name: 'an execution that is stopped',
    recorded: 'test_sfn_api test_stop_execution; redrive_execution.json 04-aborted-leased',
    states: holds,
    after: (rig, executionArn) => {
      rig.call('StopExecution', { executionArn, ...failure });
    },
    history: [started(), [2, 0, 'WaitStateEntered', entered('Hold')], [3, 0, 'ExecutionAborted', failure]],
  },
  {
    name: 'an execution that is stopped without a word',
    recorded: 'test_sfn_api test_stop_execution',
    states: holds,
    after: (rig, executionArn) => {
      rig.call('StopExecution', { executionArn });
    },
    history: [started(), [2, 0, 'WaitStateEntered', entered('Hold')], [3, 0, 'ExecutionAborted', {}]],
  },
  {
    name: 'an execution whose machine is deleted, at its next transition',
    recorded: 'deletion_lifecycle.json after-callback-activity-history',
    states: holds,
    after: async (rig) => {
      rig.call('DeleteStateMachine', { stateMachineArn: rig.arn('journey') });
      await rig.advance(3_600_000);
    },
    history: [started(), [2, 0, 'WaitStateEntered', entered('Hold')], [3, 2, 'ExecutionFailed', deleted]],
  },
  {
    name: 'a redrive of the task that failed',
    recorded: 'redrive_execution.json 01-sequence',
    states: { Before: { Type: 'Pass', Next: 'Ask' }, Ask: { ...asks, ...end } },
    answer,
    after: async (rig, executionArn) => {
      await fail(rig, 0);
      await redrive(rig, executionArn);
      await rig.answerToken(tokenOf(rig, 1), 'done');
    },
    history: [
      started(),
      [2, 0, 'PassStateEntered', entered('Before')],
      [3, 2, 'PassStateExited', exited('Before')],
      [4, 3, 'TaskStateEntered', entered('Ask')],
      [5, 4, 'TaskScheduled', asked],
      [6, 5, 'TaskStarted', wait],
      [7, 6, 'TaskSubmitted', submitted],
      [8, 7, 'TaskFailed', { ...wait, ...failure }],
      [9, 8, 'ExecutionFailed', failure],
      [10, 9, 'ExecutionRedriven', { redriveCount: 1 }],
      [11, 4, 'TaskScheduled', asked],
      [12, 11, 'TaskStarted', wait],
      [13, 12, 'TaskSubmitted', submitted],
      [14, 13, 'TaskSucceeded', { ...wait, ...output('done') }],
      [15, 14, 'TaskStateExited', exited('Ask', 'done')],
      [16, 15, 'ExecutionSucceeded', output('done')],
    ],
  },
  {
    name: 'a redrive after a stop',
    recorded: 'redrive_execution.json 04-aborted-leased',
    states: { Ask: { ...asks, ...end } },
    answer,
    after: async (rig, executionArn) => {
      rig.call('StopExecution', { executionArn, ...failure });
      await redrive(rig, executionArn);
    },
    history: askedAgainAfter('ExecutionAborted', failure),
  },
  {
    name: 'a redrive after the machine’s time was up',
    recorded: 'redrive_execution.json 06-execution-timeout',
    machine: { TimeoutSeconds: 8 },
    states: { Ask: { ...asks, ...end } },
    answer,
    after: async (rig, executionArn) => {
      await rig.advance(8000);
      await redrive(rig, executionArn);
    },
    history: askedAgainAfter('ExecutionTimedOut', { error: 'States.Timeout' }),
  },
  {
    name: 'a redrive of a Fail state, which fails without being entered again',
    recorded: 'redrive_execution.json 08-explicit-fail',
    states: { Stop: { Type: 'Fail', Error: failure.error, Cause: failure.cause } },
    after: redrive,
    history: [
      started(),
      [2, 0, 'FailStateEntered', entered('Stop')],
      [3, 2, 'ExecutionFailed', failure],
      [4, 3, 'ExecutionRedriven', { redriveCount: 1 }],
      [5, 4, 'ExecutionFailed', failure],
    ],
  },
  {
    name: 'a redrive of the branches that failed or were aborted',
    recorded: 'redrive_execution.json 02-parallel',
    states: {
      Both: {
        Type: 'Parallel',
        Branches: [branch('Succeeds'), branch('Fails'), branch('Aborted')],
        ...end,
      },
    },
    answer,
    after: async (rig, executionArn) => {
      await rig.answerToken(tokenOf(rig, 0), 'kept');
      await fail(rig, 1);
      await redrive(rig, executionArn);
      await rig.answerToken(tokenOf(rig, 4), 'c');
      await rig.answerToken(tokenOf(rig, 3), 'b');
    },
    concurrent: true,
    history: [
      started(),
      [2, 0, 'ParallelStateEntered', entered('Both')],
      [3, 2, 'ParallelStateStarted'],
      [4, 3, 'TaskStateEntered', entered('Succeeds')],
      [5, 4, 'TaskScheduled', asked],
      [6, 3, 'TaskStateEntered', entered('Fails')],
      [7, 6, 'TaskScheduled', asked],
      [8, 3, 'TaskStateEntered', entered('Aborted')],
      [9, 8, 'TaskScheduled', asked],
      [10, 5, 'TaskStarted', wait],
      [11, 7, 'TaskStarted', wait],
      [12, 9, 'TaskStarted', wait],
      [13, 10, 'TaskSubmitted', submitted],
      [14, 11, 'TaskSubmitted', submitted],
      [15, 12, 'TaskSubmitted', submitted],
      [16, 13, 'TaskSucceeded', { ...wait, ...output('kept') }],
      [17, 16, 'TaskStateExited', exited('Succeeds', 'kept')],
      [18, 14, 'TaskFailed', { ...wait, ...failure }],
      [19, 18, 'TaskStateAborted'],
      [20, 18, 'TaskStateAborted'],
      [21, 18, 'ParallelStateFailed'],
      [22, 21, 'ExecutionFailed', failure],
      [23, 22, 'ExecutionRedriven', { redriveCount: 1 }],
      [24, 6, 'TaskScheduled', asked],
      [25, 8, 'TaskScheduled', asked],
      [26, 24, 'TaskStarted', wait],
      [27, 25, 'TaskStarted', wait],
      [28, 26, 'TaskSubmitted', submitted],
      [29, 27, 'TaskSubmitted', submitted],
      [30, 29, 'TaskSucceeded', { ...wait, ...output('c') }],
      [31, 30, 'TaskStateExited', exited('Aborted', 'c')],
      [32, 28, 'TaskSucceeded', { ...wait, ...output('b') }],
      [33, 32, 'TaskStateExited', exited('Fails', 'b')],
      [34, 33, 'ParallelStateSucceeded'],
      [35, 33, 'ParallelStateExited', exited('Both', ['kept', 'b', 'c'])],
      [36, 35, 'ExecutionSucceeded', output(['kept', 'b', 'c'])],
    ],
  },
  {
    name: 'a redrive of the iterations that failed or had not begun',
    recorded: 'redrive_execution.json 03-inline-map',
    states: {
      All: {
        Type: 'Map',
        Items: [0, 1, 2],
        MaxConcurrency: 1,
        ItemProcessor: { ProcessorConfig: { Mode: 'INLINE' }, ...branch('Ask') },
        ...end,
      },
    },
    answer,
    after: async (rig, executionArn) => {
      await rig.answerToken(tokenOf(rig, 0), 'kept');
      await fail(rig, 1);
      await redrive(rig, executionArn);
      await rig.answerToken(tokenOf(rig, 2), 'b');
      await rig.answerToken(tokenOf(rig, 3), 'c');
    },
    history: [
      started(),
      [2, 0, 'MapStateEntered', entered('All')],
      [3, 2, 'MapStateStarted', { length: 3 }],
      [4, 3, 'MapIterationStarted', { index: 0, name: 'All' }],
      [5, 4, 'TaskStateEntered', entered('Ask', 0)],
      [6, 5, 'TaskScheduled', asked],
      [7, 6, 'TaskStarted', wait],
      [8, 7, 'TaskSubmitted', submitted],
      [9, 8, 'TaskSucceeded', { ...wait, ...output('kept') }],
      [10, 9, 'TaskStateExited', exited('Ask', 'kept')],
      [11, 10, 'MapIterationSucceeded', { index: 0, name: 'All' }],
      [12, 10, 'MapIterationStarted', { index: 1, name: 'All' }],
      [13, 12, 'TaskStateEntered', entered('Ask', 1)],
      [14, 13, 'TaskScheduled', asked],
      [15, 14, 'TaskStarted', wait],
      [16, 15, 'TaskSubmitted', submitted],
      [17, 16, 'TaskFailed', { ...wait, ...failure }],
      [18, 17, 'MapIterationFailed', { index: 1, name: 'All' }],
      [19, 17, 'TaskStateAborted'],
      [20, 17, 'MapStateFailed'],
      [21, 20, 'ExecutionFailed', failure],
      [22, 21, 'ExecutionRedriven', { redriveCount: 1 }],
      [23, 13, 'TaskScheduled', asked],
      [24, 23, 'TaskStarted', wait],
      [25, 24, 'TaskSubmitted', submitted],
      [26, 25, 'TaskSucceeded', { ...wait, ...output('b') }],
      [27, 26, 'TaskStateExited', exited('Ask', 'b')],
      [28, 27, 'MapIterationSucceeded', { index: 1, name: 'All' }],
      [29, 27, 'MapIterationStarted', { index: 2, name: 'All' }],
      [30, 29, 'TaskStateEntered', entered('Ask', 2)],
      [31, 30, 'TaskScheduled', asked],
      [32, 31, 'TaskStarted', wait],
      [33, 32, 'TaskSubmitted', submitted],
      [34, 33, 'TaskSucceeded', { ...wait, ...output('c') }],
      [35, 34, 'TaskStateExited', exited('Ask', 'c')],
      [36, 35, 'MapIterationSucceeded', { index: 2, name: 'All' }],
      [37, 36, 'MapStateSucceeded'],
      [38, 36, 'MapStateExited', exited('All', ['kept', 'b', 'c'])],
      [39, 38, 'ExecutionSucceeded', output(['kept', 'b', 'c'])],
    ],
  },
];
