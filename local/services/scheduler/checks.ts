import type { CreateScheduleCommandInput } from '@aws-sdk/client-scheduler';
import { AwsError } from '../../aws-error.ts';
import { hasLength, isBetween, isOneOf, matches, requireValid } from '../constraints.ts';
import { isJson } from '../is-json.ts';
import { isKnownTarget } from '../targets/target.ts';
import { parseExpression } from './expression.ts';
import type { Schedule } from './schedule-store.ts';
import { isCallable, isUniversal } from './universal-target.ts';
import { isZone } from './zone.ts';

const START_MAY_BE_PAST_MS = 5 * 60_000;
const MOST_INPUT_BYTES = 256 * 1024;

const invalid = (message: string) => new AwsError('ValidationException', message);

const named = (path: string, name: string | undefined) => [
  hasLength(path, name, 1, 64),
  matches(path, name, /^[\w.-]*$/, '^[0-9a-zA-Z-_.]+$'),
];

export function checkedName(name = ''): string {
  requireValid('ValidationException', ...named('name', name));
  return name;
}

/** What `CreateSchedule` and `UpdateSchedule` make of a request. Throws `ValidationException`. */
export function checkedSchedule(
  input: CreateScheduleCommandInput,
  times: { readonly createdAt: number; readonly modifiedAt: number },
): Schedule {
  checkMembers(input);
  const zone = input.ScheduleExpressionTimezone ?? 'UTC';
  const expression = input.ScheduleExpression ?? '';
  if (!isZone(zone)) throw invalid(`Invalid ScheduleExpressionTimezone ${zone}.`);
  const parsed = parseExpression(expression, zone);
  if (!parsed) throw invalid(`Invalid Schedule Expression ${expression}.`);
  const [start, end] = [input.StartDate?.getTime(), input.EndDate?.getTime()];
  if (start !== undefined && start < times.modifiedAt - START_MAY_BE_PAST_MS && !parsed.once)
    throw invalid('The StartDate you specify cannot be earlier than 5 minutes ago.');
  if (start !== undefined && end !== undefined && end <= start)
    throw invalid('The EndDate you specified must be later than the StartDate.');
  return {
    ...times,
    name: input.Name ?? '',
    group: input.GroupName ?? 'default',
    expression,
    zone,
    enabled: input.State !== 'DISABLED',
    description: input.Description,
    start,
    end,
    target: checkedTarget(input.Target),
    window: checkedWindow(input.FlexibleTimeWindow),
    deleteAfter: input.ActionAfterCompletion === 'DELETE',
    clientToken: input.ClientToken,
  };
}

function checkMembers(input: CreateScheduleCommandInput): void {
  const { FlexibleTimeWindow, Target } = input;
  const policy = Target?.RetryPolicy;
  requireValid(
    'ValidationException',
    ...named('name', input.Name ?? ''),
    ...named('groupName', input.GroupName),
    hasLength('description', input.Description, 0, 512),
    hasLength('scheduleExpression', input.ScheduleExpression, 1, 256),
    hasLength('scheduleExpressionTimezone', input.ScheduleExpressionTimezone, 1, 50),
    hasLength('clientToken', input.ClientToken, 1, 64),
    isOneOf('state', input.State, ['ENABLED', 'DISABLED']),
    isOneOf('actionAfterCompletion', input.ActionAfterCompletion, ['NONE', 'DELETE']),
    isOneOf('flexibleTimeWindow.mode', FlexibleTimeWindow?.Mode, ['OFF', 'FLEXIBLE']),
    isBetween(
      'flexibleTimeWindow.maximumWindowInMinutes',
      FlexibleTimeWindow?.MaximumWindowInMinutes,
      1,
      1440,
    ),
    isBetween('target.retryPolicy.maximumRetryAttempts', policy?.MaximumRetryAttempts, 0, 185),
    isBetween('target.retryPolicy.maximumEventAgeInSeconds', policy?.MaximumEventAgeInSeconds, 60, 86_400),
    matches(
      'target.deadLetterConfig.arn',
      Target?.DeadLetterConfig?.Arn,
      /^arn:aws(-[a-z]+)?:sqs:[a-z0-9-]+:\d{12}:[\w-]+$/,
      '^arn:aws(-[a-z]+)?:sqs:[a-z0-9\\-]+:\\d{12}:[a-zA-Z0-9\\-_]+$',
    ),
  );
}

function checkedWindow(window: CreateScheduleCommandInput['FlexibleTimeWindow']): Schedule['window'] {
  if (!window?.Mode) throw invalid('FlexibleTimeWindow.Mode must be OFF or FLEXIBLE.');
  const minutes = window.MaximumWindowInMinutes;
  if (window.Mode === 'FLEXIBLE' && minutes === undefined)
    throw invalid('MaximumWindowInMinutes must be specified when FlexibleTimeWindow.Mode is FLEXIBLE.');
  if (window.Mode === 'OFF' && minutes !== undefined)
    throw invalid('MaximumWindowInMinutes must not be specified when FlexibleTimeWindow.Mode is OFF.');
  return window;
}

function checkedTarget(target: CreateScheduleCommandInput['Target']): Schedule['target'] {
  const { Arn = '', RoleArn, Input } = target ?? {};
  if (isUniversal(Arn) ? !isCallable(Arn) : !isKnownTarget(Arn))
    throw invalid(`Provided Arn is not in correct format: ${Arn}`);
  if (!RoleArn) throw invalid('Target.RoleArn must be specified.');
  if (Buffer.byteLength(Input ?? '') > MOST_INPUT_BYTES)
    throw invalid(`Target.Input must be at most ${MOST_INPUT_BYTES} bytes.`);
  if (needsJson(Arn) && Input !== undefined && !isJson(Input))
    throw invalid(`Target.Input must be JSON for ${Arn}.`);
  if (isUniversal(Arn) && Input === undefined) throw invalid('Input of a universal target must be JSON.');
  if (/^arn:aws:sqs:.*\.fifo$/.test(Arn) && !target?.SqsParameters?.MessageGroupId)
    throw invalid('The target is an SQS FIFO queue: SqsParameters.MessageGroupId must be specified.');
  if (/^arn:aws:events:/.test(Arn) && !target?.EventBridgeParameters?.Source)
    throw invalid('The target is an event bus: EventBridgeParameters must be specified.');
  return { ...target, Arn, RoleArn };
}

/** Queues and topics take any text. */
const needsJson = (arn: string): boolean => isUniversal(arn) || /^arn:aws:(lambda|states|events):/.test(arn);
