import { type Kind, refusedWith } from '../kind.ts';
import { arnIn, type Place } from '../place.ts';
import { physicalName, type Resource } from '../resource.ts';

const nameOf = (resource: Resource, place: Place): string =>
  physicalName(resource, 'Name', place, { longest: 64 });

export const schedulerScheduleGroup: Kind = {
  type: 'AWS::Scheduler::ScheduleGroup',
  ref: nameOf,
  attribute: (resource, name, place) =>
    name === 'Arn' ? arnIn(place, 'scheduler', `schedule-group/${nameOf(resource, place)}`) : undefined,
  async deploy(resource, call, place) {
    await refusedWith(['ConflictException'], () =>
      call('scheduler', 'CreateScheduleGroup', { Name: nameOf(resource, place) }),
    );
  },
};
