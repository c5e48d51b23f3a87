import type {
  DeleteRuleCommandInput,
  DescribeRuleCommandInput,
  EnableRuleCommandInput,
  ListRuleNamesByTargetCommandInput,
  ListRulesCommandInput,
  ListTargetsByRuleCommandInput,
  PutRuleCommandInput,
  PutTargetsCommandInput,
  RemoveTargetsCommandInput,
} from '@aws-sdk/client-eventbridge';
import { AwsError } from '../../aws-error.ts';
import type { ServiceContext } from '../../service.ts';
import { hasLength, isBetween, isOneOf, matches, requireValid } from '../constraints.ts';
import { type Operation, operation } from '../operation.ts';
import type { Bus } from './bus.ts';
import { requireDefault } from './bus-operations.ts';
import { invalidPattern, validation } from './errors.ts';
import { compilePattern } from './pattern.ts';
import type { RuleSchedules } from './rule-schedules.ts';
import type { Rule, RuleStore } from './rule-store.ts';
import { checkTargets } from './target-checks.ts';

interface RuleParts {
  readonly rules: RuleStore;
  readonly schedules: RuleSchedules;
  readonly bus: Bus;
}

/** Rules and their targets, on the default bus. */
export function ruleOperations(
  { rules, schedules, bus }: RuleParts,
  context: ServiceContext,
): Record<string, Operation> {
  const allow =
    <I extends { readonly EventBusName?: string | undefined }>(
      action: string,
      name: (input: I) => string | undefined,
    ) =>
    (input: I) => [{ action: `events:${action}`, resource: bus.arnOf(name(input) ?? '*') }];
  const find = (busName: string | undefined, name = ''): Rule => {
    requireDefault(busName);
    const found = rules.get(name);
    if (found) return found;
    throw new AwsError('ResourceNotFoundException', `Rule ${name} does not exist on EventBus default.`);
  };
  const keep = (rule: Rule) => {
    rules.put(rule);
    schedules.follow(rule);
  };
  const described = (rule: Rule) => ({
    Name: rule.name,
    Arn: bus.arnOf(rule.name),
    State: rule.enabled ? 'ENABLED' : 'DISABLED',
    EventBusName: 'default',
    ...(rule.pattern !== undefined && { EventPattern: rule.pattern }),
    ...(rule.schedule !== undefined && { ScheduleExpression: rule.schedule }),
    ...(rule.description !== undefined && { Description: rule.description }),
    ...(rule.roleArn !== undefined && { RoleArn: rule.roleArn }),
  });
  const switching = (action: string, enabled: boolean) =>
    operation<EnableRuleCommandInput>(
      allow(action, ({ Name }) => Name),
      (input) => {
        keep({ ...find(input.EventBusName, input.Name), enabled });
        return {};
      },
    );

  return {
    PutRule: operation<PutRuleCommandInput>(
      allow('PutRule', ({ Name }) => Name),
      (input) => {
        const name = input.Name ?? '';
        requireDefault(input.EventBusName);
        requireValid(
          'ValidationException',
          hasLength('name', name, 1, 64),
          matches('name', name, /^[\w.-]*$/, '[\\.\\-_A-Za-z0-9]+'),
          hasLength('description', input.Description, 0, 512),
          hasLength('eventPattern', input.EventPattern, 0, 4096),
          hasLength('scheduleExpression', input.ScheduleExpression, 0, 256),
          isOneOf('state', input.State, ['ENABLED', 'DISABLED']),
        );
        if (!input.EventPattern && !input.ScheduleExpression)
          throw validation('Parameter(s) EventPattern or ScheduleExpression must be specified.');
        if (input.EventPattern) checkPattern(input.EventPattern);
        if (input.ScheduleExpression) schedules.check(input.ScheduleExpression);
        const existing = rules.get(name);
        const sameSchedule = existing?.schedule === input.ScheduleExpression;
        const rule = {
          name,
          since: existing && sameSchedule ? existing.since : context.clock.now(),
          pattern: input.EventPattern,
          schedule: input.ScheduleExpression,
          enabled: input.State !== 'DISABLED',
          description: input.Description,
          roleArn: input.RoleArn,
          targets: existing?.targets ?? [],
        };
        keep(rule);
        return { RuleArn: bus.arnOf(name) };
      },
    ),
    DescribeRule: operation<DescribeRuleCommandInput>(
      allow('DescribeRule', ({ Name }) => Name),
      (input) => described(find(input.EventBusName, input.Name)),
    ),
    EnableRule: switching('EnableRule', true),
    DisableRule: switching('DisableRule', false),
    DeleteRule: operation<DeleteRuleCommandInput>(
      allow('DeleteRule', ({ Name }) => Name),
      (input) => {
        requireDefault(input.EventBusName);
        const rule = rules.get(input.Name ?? '');
        if (rule && rule.targets.length > 0) throw validation("Rule can't be deleted since it has targets.");
        if (rule) {
          rules.delete(rule.name);
          schedules.forget(rule.name);
        }
        return {};
      },
    ),
    ListRules: operation<ListRulesCommandInput>(
      allow('ListRules', () => undefined),
      (input) => {
        const prefix = input.NamePrefix ?? '';
        const all = rules.sorted().filter(({ name }) => name.startsWith(prefix));
        return paged(all, 'Rules', ({ name }) => name, described, input);
      },
    ),
    PutTargets: operation<PutTargetsCommandInput>(
      allow('PutTargets', ({ Rule: rule }) => rule),
      (input) => {
        const rule = find(input.EventBusName, input.Rule);
        const added = input.Targets ?? [];
        const others = rule.targets.filter(({ Id }) => !added.some((each) => each.Id === Id));
        const targets = [...others, ...added];
        checkTargets(added, targets);
        keep({ ...rule, targets });
        return { FailedEntryCount: 0, FailedEntries: [] };
      },
    ),
    RemoveTargets: operation<RemoveTargetsCommandInput>(
      allow('RemoveTargets', ({ Rule: rule }) => rule),
      (input) => {
        const rule = find(input.EventBusName, input.Rule);
        keep({ ...rule, targets: rule.targets.filter(({ Id = '' }) => !input.Ids?.includes(Id)) });
        return { FailedEntryCount: 0, FailedEntries: [] };
      },
    ),
    ListTargetsByRule: operation<ListTargetsByRuleCommandInput>(
      allow('ListTargetsByRule', ({ Rule: rule }) => rule),
      (input) => {
        const { targets } = find(input.EventBusName, input.Rule);
        return paged(
          targets,
          'Targets',
          ({ Id = '' }) => Id,
          (target) => ({ ...target }),
          input,
        );
      },
    ),
    ListRuleNamesByTarget: operation<ListRuleNamesByTargetCommandInput>(
      allow('ListRuleNamesByTarget', () => undefined),
      (input) => {
        const all = rules
          .sorted()
          .filter(({ targets }) => targets.some(({ Arn }) => Arn === input.TargetArn));
        return paged(
          all,
          'RuleNames',
          ({ name }) => name,
          ({ name }) => name,
          input,
        );
      },
    ),
  };
}

function checkPattern(pattern: string): void {
  try {
    compilePattern(JSON.parse(pattern));
  } catch (error) {
    throw invalidPattern(error);
  }
}

function paged<T>(
  all: readonly T[],
  key: string,
  nameOf: (item: T) => string,
  shown: (item: T) => unknown,
  {
    Limit = 100,
    NextToken,
  }: { readonly Limit?: number | undefined; readonly NextToken?: string | undefined },
): object {
  requireValid('ValidationException', isBetween('limit', Limit, 1, 100));
  const from = NextToken === undefined ? 0 : all.findIndex((item) => nameOf(item) === NextToken) + 1;
  const page = all.slice(from, from + Limit);
  const last = page.at(-1);
  const more = last !== undefined && from + Limit < all.length;
  return { [key]: page.map(shown), ...(more && { NextToken: nameOf(last) }) };
}
