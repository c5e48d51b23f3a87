import type {
  DeleteStateMachineVersionInput,
  ListStateMachineVersionsInput,
  ListStateMachineVersionsOutput,
  PublishStateMachineVersionInput,
  PublishStateMachineVersionOutput,
} from '@aws-sdk/client-sfn';
import { AwsError } from '../../aws-error.ts';
import { type Operation, operation } from '../operation.ts';
import { readMachineArn } from './names.ts';
import { pageOf, pageToken } from './paging.ts';
import { existing, onMachine, type Parts, permission } from './parts.ts';
import { invalidArn } from './refusals.ts';

function publish(parts: Parts, input: PublishStateMachineVersionInput): PublishStateMachineVersionOutput {
  const { machine: arn } = readMachineArn(input.stateMachineArn);
  const { context, machines } = parts;
  const current = machines.revision(existing(parts, arn).revision);
  if (input.revisionId !== undefined && input.revisionId !== (current.revisionId ?? 'INITIAL'))
    throw new AwsError(
      'ConflictException',
      `The current revision of ${arn} is ${current.revisionId ?? 'INITIAL'}, not ${input.revisionId}`,
      409,
    );
  const version = context.store.transaction(() =>
    machines.publish(arn, input.description, context.clock.now()),
  );
  return { creationDate: new Date(version.created), stateMachineVersionArn: `${arn}:${version.number}` };
}

function list(parts: Parts, input: ListStateMachineVersionsInput): ListStateMachineVersionsOutput {
  const { machine: arn } = readMachineArn(input.stateMachineArn);
  existing(parts, arn);
  const { limit, after = Number.MAX_SAFE_INTEGER } = pageOf(input);
  const rows = parts.machines.versions(arn, after, limit + 1);
  const page = rows.slice(0, limit);
  return {
    stateMachineVersions: page.map(({ number, created }) => ({
      stateMachineVersionArn: `${arn}:${number}`,
      creationDate: new Date(created),
    })),
    ...(rows.length > limit && { nextToken: pageToken(page.at(-1)?.number ?? 0) }),
  };
}

function remove({ machines }: Parts, input: DeleteStateMachineVersionInput): object {
  const { machine, version } = readMachineArn(input.stateMachineVersionArn);
  if (version === undefined) throw invalidArn(`Not a version: ${input.stateMachineVersionArn}`);
  machines.removeVersion(machine, version);
  return {};
}

export const versionOperations = (parts: Parts): Readonly<Record<string, Operation>> => ({
  PublishStateMachineVersion: operation<PublishStateMachineVersionInput>(
    onMachine('PublishStateMachineVersion'),
    (input) => publish(parts, input),
  ),
  ListStateMachineVersions: operation<ListStateMachineVersionsInput>(
    onMachine('ListStateMachineVersions'),
    (input) => list(parts, input),
  ),
  DeleteStateMachineVersion: operation<DeleteStateMachineVersionInput>(
    ({ stateMachineVersionArn }) => permission('DeleteStateMachineVersion', stateMachineVersionArn ?? '*'),
    (input) => remove(parts, input),
  ),
});
