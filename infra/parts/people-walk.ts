/**
 * Throttled, or a function that died: 2, 4, 8 … 300 seconds apart, an hour and a half in all. Then the execution fails, rings
 * its alarm, and can be redriven: what is done stays done.
 */
const retry = [
  {
    ErrorEquals: ['States.ALL'],
    IntervalSeconds: 2,
    BackoffRate: 2,
    MaxDelaySeconds: 300,
    MaxAttempts: 24,
    JitterStrategy: 'FULL',
  },
];

/** Names the executions of its Map. */
export const walkLabel = 'Shard';

/**
 * Goes through people, partition by partition, side by side, for any function that goes on through a shard for as long as
 * it has time: called with `{work, shard, behind?}`, it answers `{done: true}` or `{done: false, behind}`. What it does must
 * be safe to repeat.
 */
export const peopleWalk = {
  Comment: 'Goes through people, a shard in each child execution, slice by slice. Input: {shards, work}.',
  QueryLanguage: 'JSONata',
  StartAt: 'Shards',
  States: {
    Shards: {
      Type: 'Map',
      Label: walkLabel,
      Items: '{% $states.input.shards %}',
      ItemSelector: {
        work: '{% $states.input.work %}',
        shard: '{% $states.context.Map.Item.Value %}',
      },
      ItemProcessor: {
        ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
        StartAt: 'Slice',
        States: {
          Slice: {
            Type: 'Task',
            Resource: 'arn:aws:states:::lambda:invoke',
            // biome-ignore lint/suspicious/noTemplateCurlyInString: a placeholder of the template
            Arguments: { FunctionName: '${TaskArn}', Payload: '{% $states.input %}' },
            Output: '{% $merge([$states.input, $states.result.Payload]) %}',
            Retry: retry,
            Next: 'Done?',
          },
          'Done?': {
            Type: 'Choice',
            Choices: [{ Condition: '{% $states.input.done %}', Next: 'Done' }],
            Default: 'Slice',
          },
          Done: { Type: 'Succeed', Output: {} },
        },
      },
      Output: {},
      End: true,
    },
  },
};
