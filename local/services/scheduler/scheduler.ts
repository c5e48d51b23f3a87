import { isDeepStrictEqual } from 'node:util';
import type {
  CreateScheduleCommandInput,
  CreateScheduleGroupCommandInput,
  DeleteScheduleCommandInput,
  DeleteScheduleGroupCommandInput,
  GetScheduleCommandInput,
  GetScheduleGroupCommandInput,
  ListScheduleGroupsCommandInput,
  ListSchedulesCommandInput,
} from '@aws-sdk/client-scheduler';
import { AwsError } from '../../aws-error.ts';
import type { Service, ServiceContext } from '../../service.ts';
import { isBetween, isOneOf, requireValid } from '../constraints.ts';
import { operation, serviceOf } from '../operation.ts';
import { passRole } from '../pass-role.ts';
import type { Unsupported } from '../unsupported.ts';
import { checkedName, checkedSchedule } from './checks.ts';
import { Invocations, scheduleArnOf } from './invocations.ts';
import { type Schedule, ScheduleStore } from './schedule-store.ts';
import { described, summary } from './shown.ts';
import { Timetable } from './timetable.ts';

/** EventBridge Scheduler: one-time and recurring schedules in groups. They fire to the second, within their flexible window if they have one. */
export function scheduler(context: ServiceContext): Service {
  const store = new ScheduleStore(context.store);
  const timetable = new Timetable(context, store, new Invocations(context));
  const arnOf = (schedule: Pick<Schedule, 'group' | 'name'>) => scheduleArnOf(schedule, context);
  const groupArn = (name = '') =>
    `arn:aws:scheduler:${context.region}:${context.accountId}:schedule-group/${name}`;
  type Named = { readonly Name: string | undefined; readonly GroupName?: string | undefined };
  const onSchedule =
    (action: string) =>
    ({ Name = '', GroupName: group = 'default' }: Named) => [
      { action: `scheduler:${action}`, resource: arnOf({ group, name: Name }) },
    ];
  const onScheduleWithRole = (action: string) => (input: CreateScheduleCommandInput) => [
    ...onSchedule(action)(input),
    ...passRole(input.Target?.RoleArn, 'scheduler.amazonaws.com'),
  ];
  const onGroup =
    (action: string) =>
    ({ Name }: Named) => [{ action: `scheduler:${action}`, resource: groupArn(Name) }];
  const onAll = (action: string) => () => [{ action: `scheduler:${action}`, resource: '*' }];
  const find = ({ Name = '', GroupName = 'default' }: Named): Schedule => {
    const found = store.get(GroupName, Name);
    if (found) return found;
    throw new AwsError('ResourceNotFoundException', `Schedule ${Name} does not exist.`, 404);
  };
  const findGroup = (name = 'default') => {
    const createdAt = store.group(name);
    if (createdAt !== undefined) return { name, createdAt };
    throw new AwsError('ResourceNotFoundException', `Schedule group ${name} does not exist.`, 404);
  };
  const shownGroup = ({ name, createdAt }: { name: string; createdAt: number }) => ({
    Arn: groupArn(name),
    Name: name,
    State: 'ACTIVE',
    CreationDate: new Date(createdAt),
    LastModificationDate: new Date(createdAt),
  });

  return serviceOf(
    'scheduler',
    {
      CreateSchedule: operation<CreateScheduleCommandInput>(onScheduleWithRole('CreateSchedule'), (input) => {
        findGroup(input.GroupName);
        const now = context.clock.now();
        const schedule = checkedSchedule(input, { createdAt: now, modifiedAt: now });
        const existing = store.get(schedule.group, schedule.name);
        if (existing && isSameCall(existing, schedule)) return { ScheduleArn: arnOf(existing) };
        if (existing)
          throw new AwsError('ConflictException', `Schedule ${schedule.name} already exists.`, 409);
        timetable.put(schedule);
        return { ScheduleArn: arnOf(schedule) };
      }),
      UpdateSchedule: operation<CreateScheduleCommandInput>(onScheduleWithRole('UpdateSchedule'), (input) => {
        const { createdAt } = find(input);
        const schedule = checkedSchedule(input, { createdAt, modifiedAt: context.clock.now() });
        timetable.put(schedule);
        return { ScheduleArn: arnOf(schedule) };
      }),
      GetSchedule: operation<GetScheduleCommandInput>(onSchedule('GetSchedule'), (input) => {
        const schedule = find(input);
        return described(schedule, arnOf(schedule));
      }),
      DeleteSchedule: operation<DeleteScheduleCommandInput>(onSchedule('DeleteSchedule'), (input) => {
        timetable.delete(find(input));
        return {};
      }),
      ListSchedules: operation<ListSchedulesCommandInput>(onAll('ListSchedules'), (input) => {
        const { GroupName, NamePrefix = '', State, MaxResults = 100, NextToken = '/' } = input;
        checkPage(MaxResults, State);
        if (GroupName !== undefined) findGroup(GroupName);
        const [group, name] = NextToken.split('/');
        if (group === undefined || name === undefined)
          throw new AwsError('ValidationException', `Invalid NextToken ${NextToken}.`);
        const rest = store
          .list(GroupName, { group, name })
          .filter((each) => each.name.startsWith(NamePrefix))
          .filter(({ enabled }) => State === undefined || enabled === (State === 'ENABLED'));
        const page = rest.slice(0, MaxResults);
        const last = page.at(-1);
        const more = last && page.length < rest.length;
        return {
          Schedules: page.map((each) => summary(each, arnOf(each))),
          ...(more && { NextToken: `${last.group}/${last.name}` }),
        };
      }),
      CreateScheduleGroup: operation<CreateScheduleGroupCommandInput>(
        onGroup('CreateScheduleGroup'),
        (input) => {
          const name = checkedName(input.Name);
          if (store.group(name) !== undefined)
            throw new AwsError('ConflictException', `Schedule group ${name} already exists.`, 409);
          store.putGroup(name, context.clock.now());
          return { ScheduleGroupArn: groupArn(name) };
        },
      ),
      GetScheduleGroup: operation<GetScheduleGroupCommandInput>(onGroup('GetScheduleGroup'), (input) =>
        shownGroup(findGroup(input.Name)),
      ),
      DeleteScheduleGroup: operation<DeleteScheduleGroupCommandInput>(
        onGroup('DeleteScheduleGroup'),
        (input) => {
          const { name } = findGroup(input.Name);
          if (name === 'default')
            throw new AwsError('ValidationException', 'The default group cannot be deleted.');
          store.deleteGroup(name);
          return {};
        },
      ),
      ListScheduleGroups: operation<ListScheduleGroupsCommandInput>(onAll('ListScheduleGroups'), (input) => {
        const { NamePrefix = '', MaxResults = 100, NextToken } = input;
        checkPage(MaxResults);
        const all = store.groups().filter(({ name }) => name.startsWith(NamePrefix));
        const from = NextToken === undefined ? 0 : all.findIndex(({ name }) => name === NextToken) + 1;
        const page = all.slice(from, from + MaxResults);
        const more = from + page.length < all.length;
        return { ScheduleGroups: page.map(shownGroup), ...(more && { NextToken: page.at(-1)?.name }) };
      }),
    },
    unsupported,
  );
}

/** The same call again, as SDKs repeat one whose answer was lost. */
function isSameCall(existing: Schedule, again: Schedule): boolean {
  if (existing.clientToken === undefined || existing.clientToken !== again.clientToken) return false;
  const { createdAt: _, modifiedAt: __, planned: ___, ...made } = existing;
  return isDeepStrictEqual(
    made,
    JSON.parse(JSON.stringify({ ...again, createdAt: undefined, modifiedAt: undefined })),
  );
}

function checkPage(maxResults: number, state?: string): void {
  requireValid(
    'ValidationException',
    isBetween('maxResults', maxResults, 1, 100),
    isOneOf('state', state, ['ENABLED', 'DISABLED']),
  );
}

const ofSchedules = [
  'KmsKeyArn',
  'Target.EcsParameters',
  'Target.KinesisParameters',
  'Target.SageMakerPipelineParameters',
];

const unsupported: Unsupported = {
  error: 'ValidationException',
  members: { CreateSchedule: ofSchedules, UpdateSchedule: ofSchedules, CreateScheduleGroup: ['Tags'] },
};
