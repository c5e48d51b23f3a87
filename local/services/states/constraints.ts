import { definitionBytes, nameLength, payloadBytes } from '../../asl/limits.ts';
import { validation } from './refusals.ts';

/** What AWS's model of the API says about a member; values that break it are refused before anything else happens. */
interface Rule {
  readonly required?: true;
  /** Kept out of messages, as AWS does with what may be confidential. */
  readonly sensitive?: true;
  /** Characters of a text, or items of a list. */
  readonly length?: readonly [least: number, most: number];
  readonly range?: readonly [least: number, most: number];
  /** In the order in which AWS lists them. */
  readonly values?: readonly string[];
  /** Of the whole text, as AWS writes it in its messages. */
  readonly pattern?: string;
  /** Of a structure. */
  readonly members?: Rules;
  /** Of a list's items, and the name of their shape. */
  readonly items?: { readonly shape: string; readonly rule: Rule };
}

type Rules = Readonly<Record<string, Rule>>;

const must = (rule: Rule): Rule => ({ ...rule, required: true });
const text = (least: number, most: number): Rule => ({ length: [least, most] });
const secret = (rule: Rule): Rule => ({ ...rule, sensitive: true });
const oneOf = (...values: readonly string[]): Rule => ({ values });

const arn = text(1, 256);
const longArn = text(1, 2000);
const name = text(1, nameLength);
const definition = secret(text(1, definitionBytes));
const note = secret(text(0, 256));
const data = secret(text(0, payloadBytes));
const type = oneOf('STANDARD', 'EXPRESS');
const includedData = oneOf('ALL_DATA', 'METADATA_ONLY');
const taskToken = text(1, 2048);
const error = secret(text(0, 256));
const cause = secret(text(0, 32_768));
const aliasName: Rule = {
  ...name,
  pattern: String.raw`^(?=.*[a-zA-Z_\-\.])[a-zA-Z0-9_\-\.]+$`,
};
const page = { maxResults: { range: [0, 1000] }, nextToken: text(1, 1024) } as const;

const tags: Rule = {
  items: { shape: 'Tag', rule: { members: { key: text(1, 128), value: text(0, 256) } } },
};
const routing: Rule = {
  length: [1, 2],
  items: {
    shape: 'RoutingConfigurationListItem',
    rule: { members: { stateMachineVersionArn: must(arn), weight: must({ range: [0, 100] }) } },
  },
};
const configurations: Rules = {
  loggingConfiguration: { members: { level: oneOf('ALL', 'ERROR', 'FATAL', 'OFF') } },
  encryptionConfiguration: {
    members: {
      kmsKeyId: text(1, 2048),
      kmsDataKeyReusePeriodSeconds: { range: [60, 900] },
      type: must(oneOf('AWS_OWNED_KEY', 'CUSTOMER_MANAGED_KMS_KEY')),
    },
  },
};

const onMachine: Rules = { stateMachineArn: must(arn) };
const onExecution: Rules = { executionArn: must(arn) };
const onAlias: Rules = { stateMachineAliasArn: must(arn) };
const onMapRun: Rules = { mapRunArn: must(longArn) };
const start: Rules = { ...onMachine, name, input: data, traceHeader: text(0, 256) };

/** By operation, in the order of AWS's model. [botocore, data/stepfunctions/2016-11-23/service-2.json] */
const inputs: Readonly<Record<string, Rules>> = {
  CreateStateMachine: {
    name: must(name),
    definition: must(definition),
    roleArn: must(arn),
    type,
    tags,
    versionDescription: note,
    ...configurations,
  },
  UpdateStateMachine: {
    ...onMachine,
    definition,
    roleArn: arn,
    versionDescription: note,
    ...configurations,
  },
  DescribeStateMachine: { ...onMachine, includedData },
  DeleteStateMachine: onMachine,
  ListStateMachines: page,
  ValidateStateMachineDefinition: {
    definition: must(definition),
    type,
    severity: oneOf('ERROR', 'WARNING'),
    maxResults: { range: [0, 100] },
  },
  PublishStateMachineVersion: { ...onMachine, description: note },
  ListStateMachineVersions: { ...onMachine, ...page },
  DeleteStateMachineVersion: { stateMachineVersionArn: must(longArn) },
  CreateStateMachineAlias: {
    description: note,
    name: must(aliasName),
    routingConfiguration: must(routing),
  },
  UpdateStateMachineAlias: { ...onAlias, description: note, routingConfiguration: routing },
  DescribeStateMachineAlias: onAlias,
  DeleteStateMachineAlias: onAlias,
  ListStateMachineAliases: { ...onMachine, ...page },
  TagResource: { resourceArn: must(arn), tags: must(tags) },
  UntagResource: { resourceArn: must(arn), tagKeys: must({ items: { shape: '', rule: text(1, 128) } }) },
  ListTagsForResource: { resourceArn: must(arn) },
  StartExecution: start,
  StartSyncExecution: { ...start, includedData },
  StopExecution: { ...onExecution, error, cause },
  RedriveExecution: { ...onExecution, clientToken: { ...text(1, 64), pattern: '[!-~]+' } },
  DescribeExecution: { ...onExecution, includedData },
  DescribeStateMachineForExecution: { ...onExecution, includedData },
  GetExecutionHistory: { ...onExecution, ...page },
  ListExecutions: {
    stateMachineArn: arn,
    statusFilter: oneOf('SUCCEEDED', 'TIMED_OUT', 'PENDING_REDRIVE', 'ABORTED', 'FAILED', 'RUNNING'),
    ...page,
    nextToken: text(1, 3096),
    mapRunArn: longArn,
    redriveFilter: oneOf('REDRIVEN', 'NOT_REDRIVEN'),
  },
  SendTaskSuccess: { taskToken: must(taskToken), output: must(data) },
  SendTaskFailure: { taskToken: must(taskToken), error, cause },
  SendTaskHeartbeat: { taskToken: must(taskToken) },
  DescribeMapRun: onMapRun,
  ListMapRuns: { ...onExecution, ...page },
  UpdateMapRun: {
    ...onMapRun,
    maxConcurrency: { range: [0, Number.POSITIVE_INFINITY] },
    toleratedFailurePercentage: { range: [0, 100] },
    toleratedFailureCount: { range: [0, Number.POSITIVE_INFINITY] },
  },
};

/** Refuses an input that AWS's model forbids, with all that is wrong. @throws AwsError ValidationException */
export function checkInput(operation: string, input: unknown): void {
  const rules = inputs[operation];
  if (!rules) return;
  const broken = [...brokenMembers(rules, (input ?? {}) as Readonly<Record<string, unknown>>, '')];
  if (broken.length === 0) return;
  const count = broken.length === 1 ? '1 validation error' : `${broken.length} validation errors`;
  throw validation(`${count} detected: ${broken.join('; ')}`);
}

const tests = new Map<string, RegExp>();

/** A test of the whole text, compiled once: calls are many, patterns few. */
function whole(pattern: string): RegExp {
  const known = tests.get(pattern);
  if (known) return known;
  const test = new RegExp(`^(?:${pattern})$`);
  tests.set(pattern, test);
  return test;
}

function* brokenMembers(
  rules: Rules,
  given: Readonly<Record<string, unknown>>,
  prefix: string,
): Generator<string> {
  for (const member in rules) yield* brokenRules(rules[member]!, given[member], `${prefix}${member}`);
}

function* brokenRules(rule: Rule, value: unknown, at: string): Generator<string> {
  const found = (constraint: string) =>
    `Value ${shown(rule, value)}at '${at}' failed to satisfy constraint: Member must ${constraint}`;
  if (value === undefined || value === null) {
    if (rule.required) yield found('not be null');
    return;
  }
  if (typeof value === 'string' || Array.isArray(value)) yield* brokenLength(rule, value.length, found);
  if (typeof value === 'string') {
    if (rule.values && !rule.values.includes(value))
      yield found(`satisfy enum value set: [${rule.values.join(', ')}]`);
    if (rule.pattern !== undefined && !whole(rule.pattern).test(value))
      yield found(`satisfy regular expression pattern: ${rule.pattern}`);
  }
  if (typeof value === 'number' && rule.range) {
    const [least, most] = rule.range;
    if (value < least) yield found(`have value greater than or equal to ${least}`);
    if (value > most) yield found(`have value less than or equal to ${most}`);
  }
  if (Array.isArray(value) && rule.items)
    for (const [index, item] of value.entries())
      yield* brokenRules(rule.items.rule, item, `${at}.${index + 1}.member`);
  if (rule.members) yield* brokenMembers(rule.members, value as Readonly<Record<string, unknown>>, `${at}.`);
}

function* brokenLength(
  { length }: Rule,
  actual: number,
  found: (constraint: string) => string,
): Generator<string> {
  if (!length) return;
  const [least, most] = length;
  if (actual < least) yield found(`have length greater than or equal to ${least}`);
  if (actual > most) yield found(`have length less than or equal to ${most}`);
}

/** As AWS shows a value: not at all where it is sensitive, structures as Java prints them. */
function shown(rule: Rule, value: unknown): string {
  if (rule.sensitive) return '';
  if (value === undefined || value === null) return 'null ';
  if (!Array.isArray(value)) return `'${String(value)}' `;
  const members = (item: object) =>
    Object.entries(item)
      .map(([key, each]) => `${key}=${String(each)}`)
      .join(', ');
  const items = value.map((item: unknown) =>
    typeof item === 'object' && item !== null ? `${rule.items?.shape}(${members(item)})` : String(item),
  );
  return `'[${items.join(', ')}]' `;
}
