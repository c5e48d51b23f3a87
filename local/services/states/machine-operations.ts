import type {
  CreateStateMachineInput,
  DeleteStateMachineInput,
  DescribeStateMachineInput,
  DescribeStateMachineOutput,
  ListStateMachinesInput,
  ListStateMachinesOutput,
  UpdateStateMachineInput,
  ValidateStateMachineDefinitionInput,
  ValidateStateMachineDefinitionOutput,
} from '@aws-sdk/client-sfn';
import { parseDefinition } from '../../asl/definition/parse.ts';
import { type Operation, operation } from '../operation.ts';
import { passRole } from '../pass-role.ts';
import { createMachine, updateMachine } from './change-machine.ts';
import { describeRevision } from './describe-revision.ts';
import { readMachineArn, readPlainMachineArn } from './names.ts';
import { pageOf } from './paging.ts';
import { existing, machineArn, onMachine, type Parts, permission } from './parts.ts';
import { noMachine, noVersion, required } from './refusals.ts';

function describeMachine(parts: Parts, input: DescribeStateMachineInput): DescribeStateMachineOutput {
  const { machine: arn, version: number, alias } = readMachineArn(input.stateMachineArn);
  const { machines } = parts;
  if (alias !== undefined) throw noMachine(input.stateMachineArn ?? arn);
  const machine = existing(parts, arn);
  const version = number === undefined ? undefined : machines.version(arn, number);
  if (number !== undefined && !version) throw noVersion(input.stateMachineArn ?? arn);
  return {
    stateMachineArn: input.stateMachineArn,
    name: machine.name,
    status: machines.isDeleting(arn) ? 'DELETING' : 'ACTIVE',
    type: 'STANDARD',
    creationDate: new Date(version?.created ?? machine.created),
    ...(version?.description != null && { description: version.description }),
    ...describeRevision(parts, machines.revision(version?.revision ?? machine.revision), input.includedData),
  };
}

function list({ context, machines }: Parts, input: ListStateMachinesInput): ListStateMachinesOutput {
  const { limit, after = 0, token } = pageOf(context.clock, ['ListStateMachines'], input);
  const rows = machines.list(after, limit + 1);
  return {
    stateMachines: rows.slice(0, limit).map(({ arn, name, created }) => ({
      stateMachineArn: arn,
      name,
      type: 'STANDARD',
      creationDate: new Date(created),
    })),
    ...(rows.length > limit && { nextToken: token(after + limit) }),
  };
}

/**
 * As AWS does, waits for what runs, which fails at its next transition; without such it is gone at once. Deleting what
 * does not exist succeeds.
 */
function remove({ context, machines, executions }: Parts, input: DeleteStateMachineInput): object {
  const arn = readPlainMachineArn(input.stateMachineArn);
  if (!machines.find(arn)) return {};
  context.store.transaction(() => {
    if (executions.runningOf(arn).length > 0) machines.markDeleting(arn);
    else machines.remove(arn);
  });
  return {};
}

function validate(input: ValidateStateMachineDefinitionInput): ValidateStateMachineDefinitionOutput {
  const { diagnostics } = parseDefinition(required(input.definition, 'definition'));
  const most = input.maxResults || 100;
  return {
    result: diagnostics.length === 0 ? 'OK' : 'FAIL',
    diagnostics: diagnostics.slice(0, most),
    truncated: diagnostics.length > most,
  };
}

export const machineOperations = (parts: Parts): Readonly<Record<string, Operation>> => ({
  CreateStateMachine: operation<CreateStateMachineInput>(
    ({ name, roleArn }) => [
      ...permission('CreateStateMachine', machineArn(parts.context, name ?? '*')),
      ...passRole(roleArn, 'states.amazonaws.com'),
    ],
    (input) => createMachine(parts, input),
  ),
  UpdateStateMachine: operation<UpdateStateMachineInput>(
    (input) => [
      ...onMachine('UpdateStateMachine')(input),
      ...passRole(input.roleArn, 'states.amazonaws.com'),
    ],
    (input) => updateMachine(parts, input),
  ),
  DescribeStateMachine: operation<DescribeStateMachineInput>(onMachine('DescribeStateMachine'), (input) =>
    describeMachine(parts, input),
  ),
  DeleteStateMachine: operation<DeleteStateMachineInput>(onMachine('DeleteStateMachine'), (input) =>
    remove(parts, input),
  ),
  ListStateMachines: operation<ListStateMachinesInput>(
    () => permission('ListStateMachines', '*'),
    (input) => list(parts, input),
  ),
  ValidateStateMachineDefinition: operation<ValidateStateMachineDefinitionInput>(
    () => permission('ValidateStateMachineDefinition', '*'),
    validate,
  ),
});
