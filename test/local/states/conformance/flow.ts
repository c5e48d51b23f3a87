import { entered, exited, output, type Scenario, started } from './scenario.ts';

const end = { End: true };
const query = (cause: string) => ({
  error: 'States.QueryEvaluationError',
  cause: `An error occurred while executing the state ${cause}`,
});
const badMoment =
  "'Hold' (entered at the event id #2). The Timestamp field cannot be parsed as an ISO-8601 extended offset date-time format string: 2016-12-05 21:29:29Z";

/** States without tasks and branches. */
export const flow: readonly Scenario[] = [
  {
    name: 'a Pass',
    recorded: 'base/test_base test_state_pass_result',
    states: { Only: { Type: 'Pass', Output: { made: 'here' }, ...end } },
    history: [
      started(),
      [2, 0, 'PassStateEntered', entered('Only')],
      [3, 2, 'PassStateExited', exited('Only', { made: 'here' })],
      [4, 3, 'ExecutionSucceeded', output({ made: 'here' })],
    ],
  },
  {
    name: 'a Pass that assigns',
    recorded: 'scenarios/test_base_scenarios test_map_state_item_selector[MAP_STATE_ITEM_SELECTOR_JSONATA]',
    states: { Set: { Type: 'Pass', Assign: { both: ['one', 'two'] }, ...end } },
    history: [
      started(),
      [2, 0, 'PassStateEntered', entered('Set')],
      [
        3,
        2,
        'PassStateExited',
        {
          ...exited('Set'),
          assignedVariables: { both: '["one","two"]' },
          assignedVariablesDetails: { truncated: false },
        },
      ],
      [4, 3, 'ExecutionSucceeded', output()],
    ],
  },
  {
    name: 'a Choice and a Succeed',
    recorded: 'scenarios/test_base_scenarios test_choice_singleton_composite[…LITERAL_JSONATA]',
    states: {
      Pick: { Type: 'Choice', Choices: [{ Condition: '{% $states.input.a = 1 %}', Next: 'Done' }] },
      Done: { Type: 'Succeed' },
    },
    input: { a: 1 },
    history: [
      started({ a: 1 }),
      [2, 0, 'ChoiceStateEntered', entered('Pick', { a: 1 })],
      [3, 2, 'ChoiceStateExited', exited('Pick', { a: 1 })],
      [4, 3, 'SucceedStateEntered', entered('Done', { a: 1 })],
      [5, 4, 'SucceedStateExited', exited('Done', { a: 1 })],
      [6, 5, 'ExecutionSucceeded', output({ a: 1 })],
    ],
  },
  {
    name: 'a Wait',
    recorded: 'scenarios/test_base_scenarios test_wait_seconds_jsonata',
    states: { Hold: { Type: 'Wait', Seconds: '{% $states.input.seconds %}', ...end } },
    input: { seconds: 5 },
    after: (rig) => rig.advance(5000),
    history: [
      started({ seconds: 5 }),
      [2, 0, 'WaitStateEntered', entered('Hold', { seconds: 5 })],
      [3, 2, 'WaitStateExited', exited('Hold', { seconds: 5 })],
      [4, 3, 'ExecutionSucceeded', output({ seconds: 5 })],
    ],
  },
  {
    name: 'a Wait until no moment',
    recorded: 'scenarios/test_base_scenarios test_wait_timestamp_jsonata[NO_T]',
    states: { Hold: { Type: 'Wait', Timestamp: '{% $states.input %}', ...end } },
    input: '2016-12-05 21:29:29Z',
    history: [
      started('2016-12-05 21:29:29Z'),
      [2, 0, 'WaitStateEntered', entered('Hold', '2016-12-05 21:29:29Z')],
      [3, 2, 'EvaluationFailed', { ...query(badMoment), location: 'Timestamp', state: 'Hold' }],
      [4, 3, 'ExecutionFailed', query(badMoment)],
    ],
  },
  {
    name: 'a Fail',
    recorded: 'base/test_base test_state_fail',
    states: { No: { Type: 'Fail', Error: 'SomeFailure', Cause: 'because' } },
    history: [
      started(),
      [2, 0, 'FailStateEntered', entered('No')],
      [3, 2, 'ExecutionFailed', { error: 'SomeFailure', cause: 'because' }],
    ],
  },
  {
    name: 'a Fail that says nothing',
    recorded: 'base/test_base test_state_fail_empty',
    states: { No: { Type: 'Fail' } },
    history: [started(), [2, 0, 'FailStateEntered', entered('No')], [3, 2, 'ExecutionFailed', {}]],
  },
  {
    name: 'an output that is too large',
    recorded: 'error_handling/test_states_errors test_start_large_input',
    states: { Large: { Type: 'Pass', Output: '{% $pad("", 300000, "x") %}', ...end } },
    history: [
      started(),
      [2, 0, 'PassStateEntered', entered('Large')],
      [
        3,
        2,
        'ExecutionFailed',
        {
          error: 'States.DataLimitExceeded',
          cause:
            "The state/task 'Large' returned a result with a size exceeding the maximum number of bytes service limit.",
        },
      ],
    ],
  },
];
