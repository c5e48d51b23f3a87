import { evaluated } from '../../workflows/compiler/jsonata.ts';
import { shardLabel } from './campaign-machine-names.ts';
import { cause, failing, task } from './map-tasks.ts';

/** Where what is told of a run stands in each state's input. */
const run = {
  campaign: evaluated('$states.input.campaign'),
  run: evaluated('$states.input.run'),
  attempt: evaluated('$states.input.attempt'),
};

/**
 * Goes through a run's shards side by side. Each takes slice after slice at the moments that they agree on through the table;
 * where they are lies there too, so that another execution can go on. Three transitions a slice.
 */
export const campaignDefinition = {
  Comment: 'One attempt of one run of a campaign',
  QueryLanguage: 'JSONata',
  StartAt: 'Plan',
  States: {
    Plan: {
      ...task('Find out where people are, and how fast it may go.', { kind: 'plan', ...run }),
      ...failing,
      Output: evaluated("$merge([$states.input, {'shards': $states.result.Payload.shards}])"),
      Next: 'Reach',
    },
    Reach: {
      Type: 'Map',
      Comment: 'Reach the people of each shard.',
      Label: shardLabel,
      Items: evaluated('$states.input.shards'),
      ItemSelector: { ...run, shard: evaluated('$states.context.Map.Item.Value') },
      // One shard's trouble ends none of the others: what came to no end is found when it is over.
      ToleratedFailurePercentage: 100,
      ItemProcessor: {
        ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
        StartAt: 'Slice',
        States: {
          Slice: {
            ...task('Reach the next people, if their time has come.', {
              kind: 'slice',
              ...run,
              shard: evaluated('$states.input.shard'),
            }),
            Output: evaluated("$merge([$states.input, {'next': $states.result.Payload}])"),
            Next: 'More',
          },
          More: {
            Type: 'Choice',
            Choices: [{ Condition: evaluated('$exists($states.input.next.until)'), Next: 'Until then' }],
            Default: 'Over',
          },
          'Until then': {
            Type: 'Wait',
            Timestamp: evaluated('$states.input.next.until'),
            Next: 'Slice',
          },
          Over: { Type: 'Succeed', Output: {} },
        },
      },
      ...failing,
      Output: evaluated('$states.input'),
      Next: 'Finish',
    },
    Finish: {
      ...task('Close the run, if all of its shards came to their end.', { kind: 'finish', ...run }),
      ...failing,
      End: true,
    },
    'Note failure': {
      ...task('Note that the attempt could not go on.', {
        kind: 'fail',
        ...run,
        cause,
      }),
      Next: 'Failed',
    },
    Failed: { Type: 'Fail', Error: 'CampaignFailed', Cause: 'The run’s record says why.' },
  },
} as const;
