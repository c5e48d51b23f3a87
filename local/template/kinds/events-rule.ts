import { type Call, type Kind, refusedWith } from '../kind.ts';
import { arnIn, type Place } from '../place.ts';
import { list, object, optionalText, physicalName, type Resource } from '../resource.ts';

const nameOf = (resource: Resource, place: Place): string =>
  physicalName(resource, 'Name', place, { longest: 64 });

interface Target {
  readonly Id: string;
}

async function targetIds(call: Call, rule: object): Promise<readonly string[]> {
  const { Targets = [] } = (await call('eventbridge', 'ListTargetsByRule', rule)) as {
    Targets?: readonly Target[];
  };
  return Targets.map(({ Id }) => Id);
}

export const eventsRule: Kind = {
  type: 'AWS::Events::Rule',
  ref: nameOf,
  attribute: (resource, name, place) =>
    name === 'Arn' ? arnIn(place, 'events', `rule/${nameOf(resource, place)}`) : undefined,
  async deploy(resource, call, place) {
    const EventBusName = optionalText(resource, 'EventBusName');
    const rule = { Rule: nameOf(resource, place), EventBusName };
    await call('eventbridge', 'PutRule', {
      Name: nameOf(resource, place),
      EventBusName,
      Description: optionalText(resource, 'Description'),
      ScheduleExpression: optionalText(resource, 'ScheduleExpression'),
      State: optionalText(resource, 'State'),
      ...(resource.property('EventPattern') !== undefined && {
        EventPattern: JSON.stringify(object(resource, 'EventPattern')),
      }),
    });
    const Targets = list<Target>(resource, 'Targets');
    const former = (await targetIds(call, rule)).filter((id) => !Targets.some((target) => target.Id === id));
    if (former.length > 0) await call('eventbridge', 'RemoveTargets', { ...rule, Ids: former });
    if (Targets.length > 0) await call('eventbridge', 'PutTargets', { ...rule, Targets });
  },
  async remove({ EventBusName }, ref, call) {
    const rule = { Rule: ref, EventBusName };
    const absent = await refusedWith(['ResourceNotFoundException'], async () => {
      const Ids = await targetIds(call, rule);
      if (Ids.length > 0) await call('eventbridge', 'RemoveTargets', { ...rule, Ids });
    });
    if (!absent) await call('eventbridge', 'DeleteRule', { Name: ref, EventBusName });
  },
};
