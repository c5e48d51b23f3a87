import { type Kind, refusedWith } from '../kind.ts';
import { arnIn, type Place } from '../place.ts';
import { object, optionalText, physicalName, type Resource, text } from '../resource.ts';

const nameOf = (resource: Resource, place: Place): string =>
  physicalName(resource, 'Name', place, { longest: 64 });

const instant = (resource: Resource, name: string): Date | undefined => {
  const value = optionalText(resource, name);
  return value === undefined ? undefined : new Date(value);
};

export const schedulerSchedule: Kind = {
  type: 'AWS::Scheduler::Schedule',
  ref: nameOf,
  attribute(resource, name, place) {
    const group = optionalText(resource, 'GroupName') ?? 'default';
    return name === 'Arn'
      ? arnIn(place, 'scheduler', `schedule/${group}/${nameOf(resource, place)}`)
      : undefined;
  },
  async deploy(resource, call, place) {
    const schedule = {
      Name: nameOf(resource, place),
      GroupName: optionalText(resource, 'GroupName'),
      Description: optionalText(resource, 'Description'),
      ScheduleExpression: text(resource, 'ScheduleExpression'),
      ScheduleExpressionTimezone: optionalText(resource, 'ScheduleExpressionTimezone'),
      StartDate: instant(resource, 'StartDate'),
      EndDate: instant(resource, 'EndDate'),
      State: optionalText(resource, 'State'),
      FlexibleTimeWindow: object(resource, 'FlexibleTimeWindow'),
      Target: object(resource, 'Target'),
    };
    const exists = await refusedWith(['ConflictException'], () =>
      call('scheduler', 'CreateSchedule', schedule),
    );
    if (exists) await call('scheduler', 'UpdateSchedule', schedule);
  },
  async remove({ GroupName }, ref, call) {
    await refusedWith(['ResourceNotFoundException'], () =>
      call('scheduler', 'DeleteSchedule', { Name: ref, GroupName }),
    );
  },
};
