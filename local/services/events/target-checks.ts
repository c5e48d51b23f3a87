import type { Target } from '@aws-sdk/client-eventbridge';
import { AwsError } from '../../aws-error.ts';
import { hasLength, isBetween, matches, requireValid } from '../constraints.ts';
import { isJson } from '../is-json.ts';
import { isKnownTarget } from '../targets/target.ts';
import { validation } from './errors.ts';

/** Of one rule. */
const MOST_TARGETS = 5;

/** Checks a rule's targets as `PutTargets` leaves them. Throws `ValidationException` or `LimitExceededException`. */
export function checkTargets(added: readonly Target[], all: readonly Target[]): void {
  for (const [index, target] of added.entries()) checkTarget(target, `targets.${index + 1}.member`);
  if (all.length > MOST_TARGETS)
    throw new AwsError(
      'LimitExceededException',
      'The requested resource exceeds the maximum number allowed.',
    );
}

function checkTarget(target: Target, path: string): void {
  const { Id = '', Arn = '', RetryPolicy } = target;
  requireValid(
    'ValidationException',
    hasLength(`${path}.id`, Id, 1, 64),
    matches(`${path}.id`, Id, /^[\w.-]*$/, '[\\.\\-_A-Za-z0-9]+'),
    isBetween(`${path}.retryPolicy.maximumRetryAttempts`, RetryPolicy?.MaximumRetryAttempts, 0, 185),
    isBetween(
      `${path}.retryPolicy.maximumEventAgeInSeconds`,
      RetryPolicy?.MaximumEventAgeInSeconds,
      60,
      86_400,
    ),
  );
  if (!isKnownTarget(Arn))
    throw validation(`Provided Arn is not in correct format, or not known here: '${Arn}'`);
  const inputs = [target.Input, target.InputPath, target.InputTransformer];
  if (inputs.filter((each) => each !== undefined).length > 1)
    throw validation(`Only one of Input, InputPath, or InputTransformer must be provided for target ${Id}.`);
  if (target.Input !== undefined && !isJson(target.Input))
    throw validation(`JSON syntax error in input for target ${Id}`);
  if (/^arn:aws:sqs:.*\.fifo$/.test(Arn) && !target.SqsParameters?.MessageGroupId)
    throw validation(`Parameter(s) MessageGroupId must be specified for target: ${Id}.`);
}
