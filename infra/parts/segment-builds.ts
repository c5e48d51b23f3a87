import { audienceShards } from '../../domain/records.ts';
import { evaluated } from '../../workflows/compiler/jsonata.ts';
import { task } from './map-tasks.ts';

/** What the machine that builds segments is called behind `onward-`. */
export const segmentBuildsName = 'build-segments';

/** Names the executions of its Map. */
export const partitionLabel = 'Partition';

/**
 * Seconds between a change of segments and the look at people: by then every event is recorded by somebody who knows
 * of it. See `keptFor` in domain/segments/catalogue.ts.
 */
const settling = 90;

const which = { segment: evaluated('$states.input.segment'), build: evaluated('$states.input.build') };

/**
 * Goes through all partitions of the people side by side. How far each has come lies in the table, so that a redrive, or
 * another execution, goes on there. Two transitions for each minute's work on a partition.
 */
export const segmentBuilds = {
  Comment: 'One build of a segment, or the end of one that was deleted',
  QueryLanguage: 'JSONata',
  StartAt: 'Settle',
  States: {
    Settle: { Type: 'Wait', Seconds: settling, Next: 'Everybody' },
    Everybody: {
      Type: 'Map',
      Label: partitionLabel,
      Items: audienceShards,
      ItemSelector: { ...which, shard: evaluated('$states.context.Map.Item.Value') },
      ItemProcessor: {
        ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
        StartAt: 'People',
        States: {
          People: {
            ...task('Look at people for a minute.', {
              kind: 'shard',
              ...which,
              shard: evaluated('$states.input.shard'),
            }),
            Output: evaluated("$merge([$states.input, {'done': $states.result.Payload.done}])"),
            Next: 'More',
          },
          More: {
            Type: 'Choice',
            Choices: [{ Condition: evaluated('$states.input.done'), Next: 'Over' }],
            Default: 'People',
          },
          Over: { Type: 'Succeed', Output: {} },
        },
      },
      Output: evaluated('$states.input'),
      Next: 'Finish',
    },
    Finish: { ...task('The segment is ready, or gone.', { kind: 'finish', ...which }), End: true },
  },
} as const;
