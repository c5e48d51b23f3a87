import { entered, exited, output, type Scenario, scheduled, started, task } from './scenario.ts';

const end = { End: true };
const one = (states: Readonly<Record<string, object>>) => ({
  StartAt: Object.keys(states)[0],
  States: states,
});
const fail = { Type: 'Fail', Error: 'FailureType', Cause: 'Cause description' };
const failure = { error: 'FailureType', cause: 'Cause description' };
const caught = { Error: 'FailureType', Cause: 'Cause description' };
const retry = [{ ErrorEquals: ['States.ALL'], MaxAttempts: 2, IntervalSeconds: 1 }];
const each = (states: Readonly<Record<string, object>>) => ({
  ProcessorConfig: { Mode: 'INLINE' },
  ...one(states),
});
const map = (items: unknown, states: Readonly<Record<string, object>>, more: object = {}) => ({
  All: { Type: 'Map', Items: items, ItemProcessor: each(states), MaxConcurrency: 1, ...more, ...end },
});
const at = (index: number, name = 'All') => ({ index, name });
const invoked = { FunctionName: 'f', Payload: 1 };
const lambda = task('lambda', 'invoke');
const timeout = { error: 'States.Timeout' };
const query = {
  error: 'States.QueryEvaluationError',
  cause:
    "An error occurred while executing the state 'All' (entered at the event id #2). The JSONata expression '1' specified for the field 'Items' returned an unexpected result type. Expected 'array', but was 'number' for value: 1",
};

/** Parallel and inline Map. */
export const branches: readonly Scenario[] = [
  {
    name: 'a Parallel',
    recorded: 'scenarios/test_base_scenarios test_parallel_state_order',
    states: {
      Both: {
        Type: 'Parallel',
        Branches: [
          one({ A: { Type: 'Pass', Output: 'a', ...end } }),
          one({ B: { Type: 'Pass', Output: 'b', ...end } }),
        ],
        ...end,
      },
    },
    concurrent: true,
    history: [
      started(),
      [2, 0, 'ParallelStateEntered', entered('Both')],
      [3, 2, 'ParallelStateStarted'],
      [4, 3, 'PassStateEntered', entered('A')],
      [5, 3, 'PassStateEntered', entered('B')],
      [6, 4, 'PassStateExited', exited('A', 'a')],
      [7, 5, 'PassStateExited', exited('B', 'b')],
      [8, 7, 'ParallelStateSucceeded'],
      [9, 7, 'ParallelStateExited', exited('Both', ['a', 'b'])],
      [10, 9, 'ExecutionSucceeded', output(['a', 'b'])],
    ],
  },
  {
    name: 'a Parallel whose branch fails',
    recorded: 'scenarios/test_base_scenarios test_parallel_state_fail',
    states: { Both: { Type: 'Parallel', Branches: [one({ No: fail })], ...end } },
    history: [
      started(),
      [2, 0, 'ParallelStateEntered', entered('Both')],
      [3, 2, 'ParallelStateStarted'],
      [4, 3, 'FailStateEntered', entered('No')],
      [5, 4, 'ParallelStateFailed'],
      [6, 5, 'ExecutionFailed', failure],
    ],
  },
  {
    name: 'a Parallel that is caught',
    recorded: 'scenarios/test_base_scenarios test_parallel_state_catch',
    states: {
      Both: {
        Type: 'Parallel',
        Branches: [one({ No: fail })],
        Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Caught' }],
        ...end,
      },
      Caught: { Type: 'Pass', ...end },
    },
    history: [
      started(),
      [2, 0, 'ParallelStateEntered', entered('Both')],
      [3, 2, 'ParallelStateStarted'],
      [4, 3, 'FailStateEntered', entered('No')],
      [5, 4, 'ParallelStateFailed'],
      [6, 5, 'ParallelStateExited', exited('Both', caught)],
      [7, 6, 'PassStateEntered', entered('Caught', caught)],
      [8, 7, 'PassStateExited', exited('Caught', caught)],
      [9, 8, 'ExecutionSucceeded', output(caught)],
    ],
  },
  {
    name: 'a Parallel that is retried',
    recorded: 'scenarios/test_base_scenarios test_parallel_state_retry',
    states: { Both: { Type: 'Parallel', Branches: [one({ No: fail })], Retry: retry, ...end } },
    after: (rig) => rig.advance(10_000),
    history: [
      started(),
      [2, 0, 'ParallelStateEntered', entered('Both')],
      [3, 2, 'ParallelStateStarted'],
      [4, 3, 'FailStateEntered', entered('No')],
      [5, 4, 'ParallelStateStarted'],
      [6, 5, 'FailStateEntered', entered('No')],
      [7, 6, 'ParallelStateStarted'],
      [8, 7, 'FailStateEntered', entered('No')],
      [9, 8, 'ParallelStateFailed'],
      [10, 9, 'ExecutionFailed', failure],
    ],
  },
  {
    name: 'a Map, one item after the other, in a Map',
    recorded: 'scenarios/test_base_scenarios test_map_state_nested',
    states: map([[1], [2]], {
      Inner: {
        Type: 'Map',
        ItemProcessor: each({ Leaf: { Type: 'Pass', ...end } }),
        MaxConcurrency: 1,
        ...end,
      },
    }),
    history: [
      started(),
      [2, 0, 'MapStateEntered', entered('All')],
      [3, 2, 'MapStateStarted', { length: 2 }],
      [4, 3, 'MapIterationStarted', at(0)],
      [5, 4, 'MapStateEntered', entered('Inner', [1])],
      [6, 5, 'MapStateStarted', { length: 1 }],
      [7, 6, 'MapIterationStarted', at(0, 'Inner')],
      [8, 7, 'PassStateEntered', entered('Leaf', 1)],
      [9, 8, 'PassStateExited', exited('Leaf', 1)],
      [10, 9, 'MapIterationSucceeded', at(0, 'Inner')],
      [11, 10, 'MapStateSucceeded'],
      [12, 10, 'MapStateExited', exited('Inner', [1])],
      [13, 12, 'MapIterationSucceeded', at(0)],
      [14, 12, 'MapIterationStarted', at(1)],
      [15, 14, 'MapStateEntered', entered('Inner', [2])],
      [16, 15, 'MapStateStarted', { length: 1 }],
      [17, 16, 'MapIterationStarted', at(0, 'Inner')],
      [18, 17, 'PassStateEntered', entered('Leaf', 2)],
      [19, 18, 'PassStateExited', exited('Leaf', 2)],
      [20, 19, 'MapIterationSucceeded', at(0, 'Inner')],
      [21, 20, 'MapStateSucceeded'],
      [22, 20, 'MapStateExited', exited('Inner', [2])],
      [23, 22, 'MapIterationSucceeded', at(1)],
      [24, 23, 'MapStateSucceeded'],
      [25, 23, 'MapStateExited', exited('All', [[1], [2]])],
      [26, 25, 'ExecutionSucceeded', output([[1], [2]])],
    ],
  },
  {
    name: 'a Map over nothing',
    recorded: 'scenarios/test_base_scenarios test_map_state_items_eval_jsonata[empty]',
    states: map('{% [] %}', { Leaf: { Type: 'Pass', ...end } }),
    history: [
      started(),
      [2, 0, 'MapStateEntered', entered('All')],
      [3, 2, 'MapStateStarted', { length: 0 }],
      [4, 3, 'MapStateSucceeded'],
      [5, 3, 'MapStateExited', exited('All', [])],
      [6, 5, 'ExecutionSucceeded', output([])],
    ],
  },
  {
    name: 'a Map over what is no list',
    recorded: 'scenarios/test_base_scenarios test_map_state_items_eval_jsonata_fail[number]',
    states: map('{% 1 %}', { Leaf: { Type: 'Pass', ...end } }),
    history: [
      started(),
      [2, 0, 'MapStateEntered', entered('All')],
      [3, 0, 'EvaluationFailed', { ...query, location: 'Items', state: 'All' }],
      [4, 3, 'MapStateFailed'],
      [5, 4, 'ExecutionFailed', query],
    ],
  },
  {
    name: 'a Map that is caught',
    recorded: 'scenarios/test_base_scenarios test_map_state_catch',
    states: {
      ...map([1], { No: fail }, { Catch: [{ ErrorEquals: ['FailureType'], Next: 'Caught' }] }),
      Caught: { Type: 'Pass', ...end },
    },
    history: [
      started(),
      [2, 0, 'MapStateEntered', entered('All')],
      [3, 2, 'MapStateStarted', { length: 1 }],
      [4, 3, 'MapIterationStarted', at(0)],
      [5, 4, 'FailStateEntered', entered('No', 1)],
      [6, 5, 'MapIterationFailed', at(0)],
      [7, 5, 'MapStateFailed'],
      [8, 7, 'MapStateExited', exited('All', caught)],
      [9, 8, 'PassStateEntered', entered('Caught', caught)],
      [10, 9, 'PassStateExited', exited('Caught', caught)],
      [11, 10, 'ExecutionSucceeded', output(caught)],
    ],
  },
  {
    name: 'a Map that is retried',
    recorded: 'scenarios/test_base_scenarios test_map_state_retry',
    states: map([1], { No: fail }, { Retry: retry.map((each) => ({ ...each, MaxAttempts: 1 })) }),
    after: (rig) => rig.advance(10_000),
    history: [
      started(),
      [2, 0, 'MapStateEntered', entered('All')],
      [3, 2, 'MapStateStarted', { length: 1 }],
      [4, 3, 'MapIterationStarted', at(0)],
      [5, 4, 'FailStateEntered', entered('No', 1)],
      [6, 5, 'MapIterationFailed', at(0)],
      [7, 5, 'MapStateStarted', { length: 1 }],
      [8, 7, 'MapIterationStarted', at(0)],
      [9, 8, 'FailStateEntered', entered('No', 1)],
      [10, 9, 'MapIterationFailed', at(0)],
      [11, 9, 'MapStateFailed'],
      [12, 11, 'ExecutionFailed', failure],
    ],
  },
  {
    name: 'a Map whose iterations are aborted with the first that fails',
    recorded: 'timeouts/test_timeouts test_service_lambda_map_timeout (with two items)',
    states: map(
      [1, 2],
      {
        Do: {
          Type: 'Task',
          Resource: 'arn:aws:states:::lambda:invoke',
          Arguments: invoked,
          TimeoutSeconds: 5,
          ...end,
        },
      },
      { MaxConcurrency: 0 },
    ),
    silent: true,
    after: (rig) => {
      rig.clock.fireNext(rig.clock.now() + 5000);
    },
    concurrent: true,
    history: [
      started(),
      [2, 0, 'MapStateEntered', entered('All')],
      [3, 2, 'MapStateStarted', { length: 2 }],
      [4, 3, 'MapIterationStarted', at(0)],
      [5, 3, 'MapIterationStarted', at(1)],
      [6, 4, 'TaskStateEntered', entered('Do', 1)],
      [7, 6, 'TaskScheduled', { ...scheduled('lambda', 'invoke', invoked), timeoutInSeconds: 5 }],
      [8, 5, 'TaskStateEntered', entered('Do', 2)],
      [9, 8, 'TaskScheduled', { ...scheduled('lambda', 'invoke', invoked), timeoutInSeconds: 5 }],
      [10, 7, 'TaskStarted', lambda],
      [11, 9, 'TaskStarted', lambda],
      [12, 10, 'TaskTimedOut', { ...lambda, ...timeout }],
      [13, 11, 'TaskTimedOut', { ...lambda, ...timeout }],
      [14, 12, 'MapIterationFailed', at(0)],
      [15, 12, 'TaskStateAborted'],
      [16, 12, 'MapIterationAborted', at(1)],
      [17, 12, 'TaskStateAborted'],
      [18, 12, 'MapStateFailed'],
      [19, 18, 'ExecutionFailed', timeout],
    ],
  },
];
