import type { Schedule } from './schedule-store.ts';

/** A schedule as `GetSchedule` tells it. */
export const described = (schedule: Schedule, Arn: string) => ({
  Arn,
  Name: schedule.name,
  GroupName: schedule.group,
  ScheduleExpression: schedule.expression,
  ScheduleExpressionTimezone: schedule.zone,
  State: schedule.enabled ? 'ENABLED' : 'DISABLED',
  FlexibleTimeWindow: schedule.window,
  Target: schedule.target,
  ActionAfterCompletion: schedule.deleteAfter ? 'DELETE' : 'NONE',
  CreationDate: new Date(schedule.createdAt),
  LastModificationDate: new Date(schedule.modifiedAt),
  ...(schedule.description !== undefined && { Description: schedule.description }),
  ...(schedule.start !== undefined && { StartDate: new Date(schedule.start) }),
  ...(schedule.end !== undefined && { EndDate: new Date(schedule.end) }),
});

/** A schedule as lists tell it. */
export const summary = (schedule: Schedule, Arn: string) => ({
  Arn,
  Name: schedule.name,
  GroupName: schedule.group,
  State: schedule.enabled ? 'ENABLED' : 'DISABLED',
  CreationDate: new Date(schedule.createdAt),
  LastModificationDate: new Date(schedule.modifiedAt),
  Target: { Arn: schedule.target.Arn },
});
