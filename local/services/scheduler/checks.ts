import type { CreateScheduleCommandInput } from '@aws-sdk/client-scheduler';
import { AwsError } from '../../aws-error.ts';
import { isKnownTarget } from '../targets/target.ts';
import { parseExpression } from './expression.ts';
import type { Schedule } from './schedule-store.ts';
import { isUniversal } from './universal-target.ts';
import { isZone } from './zone.ts';

const NAME = /^[\w.-]{1,64}$/;

const invalid = (message: string) => new AwsError('ValidationException', message);

export function checkedName(name: string | undefined): string {
  if (!NAME.test(name ?? ''))
    throw invalid(
      `1 validation error detected: Value '${name}' at 'name' failed to satisfy constraint: Member must satisfy regular expression pattern: ^[0-9a-zA-Z-_.]+$`,
    );
  return name ?? '';
}

/** What `CreateSchedule` and `UpdateSchedule` make of a request. Throws `ValidationException`. */
export function checkedSchedule(
  input: CreateScheduleCommandInput,
  times: { readonly createdAt: number; readonly modifiedAt: number },
): Schedule {
  const zone = input.ScheduleExpressionTimezone ?? 'UTC';
  const expression = input.ScheduleExpression ?? '';
  if (!isZone(zone)) throw invalid(`Invalid ScheduleExpressionTimezone ${zone}.`);
  if (!parseExpression(expression, zone)) throw invalid(`Invalid Schedule Expression ${expression}.`);
  if (!input.FlexibleTimeWindow?.Mode) throw invalid('FlexibleTimeWindow.Mode must be OFF or FLEXIBLE.');
  const [start, end] = [input.StartDate?.getTime(), input.EndDate?.getTime()];
  if (start !== undefined && end !== undefined && end <= start)
    throw invalid('The EndDate you specified must be later than the StartDate.');
  return {
    ...times,
    name: checkedName(input.Name),
    group: input.GroupName ?? 'default',
    expression,
    zone,
    enabled: input.State !== 'DISABLED',
    description: input.Description,
    start,
    end,
    target: checkedTarget(input.Target),
    window: input.FlexibleTimeWindow,
    deleteAfter: input.ActionAfterCompletion === 'DELETE',
  };
}

function checkedTarget(target: CreateScheduleCommandInput['Target']): Schedule['target'] {
  const { Arn = '', RoleArn, Input } = target ?? {};
  if (!isKnownTarget(Arn) && !isUniversal(Arn))
    throw invalid(`Provided Arn is not in correct format: ${Arn}`);
  if (!RoleArn) throw invalid('Target.RoleArn must be specified.');
  if (isUniversal(Arn) && !isJson(Input)) throw invalid('Input of a universal target must be JSON.');
  if (/^arn:aws:sqs:.*\.fifo$/.test(Arn) && !target?.SqsParameters?.MessageGroupId)
    throw invalid('The target is an SQS FIFO queue: SqsParameters.MessageGroupId must be specified.');
  if (/^arn:aws:events:/.test(Arn) && !target?.EventBridgeParameters?.Source)
    throw invalid('The target is an event bus: EventBridgeParameters must be specified.');
  return { ...target, Arn, RoleArn };
}

function isJson(text: string | undefined): boolean {
  try {
    JSON.parse(text ?? '');
    return true;
  } catch {
    return false;
  }
}
