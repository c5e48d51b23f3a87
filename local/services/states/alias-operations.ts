import type {
  CreateStateMachineAliasInput,
  CreateStateMachineAliasOutput,
  DeleteStateMachineAliasInput,
  DescribeStateMachineAliasInput,
  DescribeStateMachineAliasOutput,
  ListStateMachineAliasesInput,
  ListStateMachineAliasesOutput,
  RoutingConfigurationListItem,
  UpdateStateMachineAliasInput,
  UpdateStateMachineAliasOutput,
} from '@aws-sdk/client-sfn';
import { AwsError } from '../../aws-error.ts';
import { type Operation, operation } from '../operation.ts';
import { type Alias, type Route, routingOf } from './aliases.ts';
import { readMachineArn } from './names.ts';
import { pageOf } from './paging.ts';
import { active, existing, onMachine, type Parts, permission } from './parts.ts';
import { conflict, invalidArn, noVersion, required, resourceNotFound, validation } from './refusals.ts';

/** AWS's quota. */
const mostAliases = 100;

const badRouting = (message: string) => validation(message, 'INVALID_ROUTING_CONFIGURATION');

/** One or two versions of the same machine, whose weights add up to 100. @throws AwsError ValidationException */
function readRouting(
  parts: Parts,
  given: readonly RoutingConfigurationListItem[] | undefined,
): { readonly machine: string; readonly routing: readonly Route[] } {
  const items = required(given, 'routingConfiguration').map(
    ({ stateMachineVersionArn: arn = '', weight }) => ({
      arn,
      weight: Number(weight),
      ...readMachineArn(arn),
    }),
  );
  const received = `Received: [${items.map(({ arn }) => arn).join(', ')}]`;
  const [first, second] = items;
  if (!first || items.some(({ version }) => version === undefined))
    throw badRouting(`Routing configuration must contain state machine version ARNs. ${received}`);
  if (second && second.machine !== first.machine)
    throw badRouting(
      `Routing configuration must contain state machine version ARNs for the same state machine. ${received}`,
    );
  if (second && second.version === first.version)
    throw badRouting(`Routing configuration must contain distinct state machine version ARNs. ${received}`);
  const weights = items.map(({ weight }) => weight);
  if (weights.reduce((sum, weight) => sum + weight, 0) !== 100)
    throw badRouting(
      `Sum of routing configuration weights must equal 100. Received: [${weights.join(', ')}]`,
    );
  active(parts, first.machine);
  return {
    machine: first.machine,
    routing: items.map(({ arn, machine, version = 0, weight }) => {
      if (!parts.machines.version(machine, version)) throw noVersion(arn);
      return { version, weight };
    }),
  };
}

/** @throws AwsError InvalidArn, ResourceNotFound */
function found({ aliases }: Parts, arn: string | undefined): Alias {
  const row = aliases.find(readAliasArn(arn));
  if (!row) throw resourceNotFound(arn ?? '');
  return row;
}

function readAliasArn(given: string | undefined): string {
  const arn = required(given, 'stateMachineAliasArn');
  if (readMachineArn(arn).alias === undefined) throw invalidArn(`Not an alias: ${arn}`);
  return arn;
}

function create(parts: Parts, input: CreateStateMachineAliasInput): CreateStateMachineAliasOutput {
  const { machine, routing } = readRouting(parts, input.routingConfiguration);
  const name = required(input.name, 'name');
  const arn = `${machine}:${name}`;
  const before = parts.aliases.find(arn);
  if (before) {
    const isSame =
      JSON.stringify(before.routing) === JSON.stringify(routing) && before.description === input.description;
    if (!isSame)
      throw conflict(
        'Failed to create alias because an alias with the same name and a different routing configuration already exists.',
      );
    return { stateMachineAliasArn: arn, creationDate: new Date(before.created) };
  }
  if (parts.aliases.of(machine).length >= mostAliases)
    throw new AwsError(
      'ServiceQuotaExceededException',
      `A state machine has at most ${mostAliases} aliases: ${machine}`,
    );
  const created = parts.context.clock.now();
  const { description } = input;
  parts.aliases.put({ arn, machine, name, description, routing, created, updated: undefined });
  return { stateMachineAliasArn: arn, creationDate: new Date(created) };
}

function update(parts: Parts, input: UpdateStateMachineAliasInput): UpdateStateMachineAliasOutput {
  const { description, routingConfiguration } = input;
  if (description === undefined && routingConfiguration === undefined)
    throw validation('Either description or routing configuration must be specified');
  const arn = readAliasArn(input.stateMachineAliasArn);
  const before = parts.aliases.find(arn);
  if (!before)
    throw new AwsError('ResourceNotFound', 'Request references a resource that does not exist.', 400, {
      resourceName: arn,
    });
  const routes = routingConfiguration && readRouting(parts, routingConfiguration);
  if (routes && routes.machine !== before.machine)
    throw badRouting(`The alias belongs to another state machine than its routing: ${before.machine}`);
  const updated = parts.context.clock.now();
  parts.aliases.put({
    ...before,
    ...(description !== undefined && { description }),
    ...(routes && { routing: routes.routing }),
    updated,
  });
  return { updateDate: new Date(updated) };
}

function describe(parts: Parts, input: DescribeStateMachineAliasInput): DescribeStateMachineAliasOutput {
  const alias = found(parts, input.stateMachineAliasArn);
  return {
    stateMachineAliasArn: alias.arn,
    name: alias.name,
    ...(alias.description !== undefined && { description: alias.description }),
    routingConfiguration: routingOf(alias),
    creationDate: new Date(alias.created),
    ...(alias.updated !== undefined && { updateDate: new Date(alias.updated) }),
  };
}

/** Deleting what does not exist succeeds. */
function remove({ aliases }: Parts, input: DeleteStateMachineAliasInput): object {
  aliases.remove(readAliasArn(input.stateMachineAliasArn));
  return {};
}

/** All of a machine, or those that route to a version. */
function list(parts: Parts, input: ListStateMachineAliasesInput): ListStateMachineAliasesOutput {
  const { machine, version } = readMachineArn(input.stateMachineArn);
  existing(parts, machine);
  const page = pageOf(parts.context.clock, ['ListStateMachineAliases', input.stateMachineArn], input);
  const after = page.after ?? 0;
  const all = parts.aliases
    .of(machine)
    .filter(({ routing }) => version === undefined || routing.some((route) => route.version === version));
  return {
    stateMachineAliases: all.slice(after, after + page.limit).map(({ arn, created }) => ({
      stateMachineAliasArn: arn,
      creationDate: new Date(created),
    })),
    ...(all.length > after + page.limit && { nextToken: page.token(after + page.limit) }),
  };
}

const onAlias = (name: string) => (input: { stateMachineAliasArn: string | undefined }) =>
  permission(name, input.stateMachineAliasArn ?? '*');

export const aliasOperations = (parts: Parts): Readonly<Record<string, Operation>> => ({
  CreateStateMachineAlias: operation<CreateStateMachineAliasInput>(
    ({ routingConfiguration, name }) => {
      const arn = routingConfiguration?.[0]?.stateMachineVersionArn ?? '*';
      return permission('CreateStateMachineAlias', arn.replace(/:\d+$/, `:${name}`));
    },
    (input) => create(parts, input),
  ),
  UpdateStateMachineAlias: operation<UpdateStateMachineAliasInput>(
    onAlias('UpdateStateMachineAlias'),
    (input) => update(parts, input),
  ),
  DescribeStateMachineAlias: operation<DescribeStateMachineAliasInput>(
    onAlias('DescribeStateMachineAlias'),
    (input) => describe(parts, input),
  ),
  DeleteStateMachineAlias: operation<DeleteStateMachineAliasInput>(
    onAlias('DeleteStateMachineAlias'),
    (input) => remove(parts, input),
  ),
  ListStateMachineAliases: operation<ListStateMachineAliasesInput>(
    onMachine('ListStateMachineAliases'),
    (input) => list(parts, input),
  ),
});
