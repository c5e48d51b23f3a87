import { evaluated } from '../../workflows/compiler/jsonata.ts';
import { cause, failing, task } from './map-tasks.ts';

/** What the machine that recounts reports is called behind `onward-`. */
export const reportRecountsName = 'recount-reports';

/** Names the executions of its Map. */
export const recountedLabel = 'Part';

/**
 * Goes from pass to pass, as its function says, and through the parts of each side by side. How far each part has come lies
 * in the table, so that a retry, or a redrive, goes on there. The waits are for the stream, and cost nothing.
 */
export const reportRecounts = {
  Comment: 'One recount of all reports. Input: {recount, round}.',
  QueryLanguage: 'JSONata',
  StartAt: 'Next',
  States: {
    Next: {
      ...task('Find out what follows.', evaluated("$merge([$states.input, {'kind': 'next'}])")),
      ...failing,
      Output: evaluated("$merge([{'recount': $states.input.recount}, $states.result.Payload])"),
      Next: 'More',
    },
    More: {
      Type: 'Choice',
      Choices: [
        { Condition: evaluated('$exists($states.input.wait)'), Next: 'For the stream' },
        { Condition: evaluated('$count($states.input.over) > 0'), Next: 'Until then' },
      ],
      Default: 'Over',
    },
    'For the stream': {
      Type: 'Wait',
      Seconds: evaluated('$states.input.seconds'),
      Next: 'Next',
    },
    'Until then': {
      Type: 'Wait',
      Seconds: evaluated('$states.input.seconds'),
      Next: 'Parts',
    },
    Parts: {
      Type: 'Map',
      Label: recountedLabel,
      Items: evaluated('$states.input.over'),
      ItemSelector: {
        kind: 'part',
        recount: evaluated('$states.input.recount'),
        pass: evaluated('$states.input.pass'),
        round: evaluated('$states.input.round'),
        of: evaluated('$states.context.Map.Item.Value'),
      },
      ItemProcessor: {
        ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
        StartAt: 'Part',
        States: {
          Part: {
            ...task('Go on with a part for some minutes.', evaluated('$states.input')),
            Output: evaluated("$merge([$states.input, {'done': $states.result.Payload.done}])"),
            Next: 'Done?',
          },
          'Done?': {
            Type: 'Choice',
            Choices: [{ Condition: evaluated('$states.input.done'), Next: 'Done' }],
            Default: 'Part',
          },
          Done: { Type: 'Succeed', Output: {} },
        },
      },
      ...failing,
      Output: evaluated(
        "{'recount': $states.input.recount, 'pass': $states.input.pass, 'round': $states.input.round}",
      ),
      Next: 'Next',
    },
    Over: { Type: 'Succeed', Output: {} },
    'Note failure': {
      ...task('Note that the recount could not go on.', {
        kind: 'fail',
        recount: evaluated('$states.input.recount'),
        cause,
      }),
      Next: 'Failed',
    },
    Failed: { Type: 'Fail', Error: 'RecountFailed', Cause: 'The recount’s record says why.' },
  },
} as const;
