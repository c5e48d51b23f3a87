import { evaluated } from '../../workflows/compiler/jsonata.ts';
import { retries } from '../../workflows/compiler/retries.ts';

/** A call of the one function of a `MapMachine`. */
export const task = (comment: string, payload: string | Readonly<Record<string, string>>) => ({
  Type: 'Task',
  Comment: comment,
  Resource: 'arn:aws:states:::lambda:invoke',
  Arguments: { FunctionName: `\${TaskArn}`, Payload: payload },
  Retry: retries(),
});

/** Whatever could not go on is noted by the state `Note failure`, with its cause in the input. */
export const failing = {
  Catch: [
    {
      ErrorEquals: ['States.ALL'],
      Output: evaluated("$merge([$states.input, {'cause': $states.errorOutput.Cause}])"),
      Next: 'Note failure',
    },
  ],
};

/** Of an input to `Note failure`: why. */
export const cause = evaluated("$exists($states.input.cause) ? $states.input.cause : 'no cause was told'");
