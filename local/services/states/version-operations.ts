import type {
  DeleteStateMachineVersionInput,
  ListStateMachineVersionsInput,
  ListStateMachineVersionsOutput,
  PublishStateMachineVersionInput,
  PublishStateMachineVersionOutput,
} from '@aws-sdk/client-sfn';
import { type Operation, operation } from '../operation.ts';
import { readMachineArn, readPlainMachineArn } from './names.ts';
import { pageOf } from './paging.ts';
import { active, existing, onMachine, type Parts, permission } from './parts.ts';
import { conflict, invalidArn } from './refusals.ts';

function publish(parts: Parts, input: PublishStateMachineVersionInput): PublishStateMachineVersionOutput {
  const arn = readPlainMachineArn(input.stateMachineArn);
  const { context, machines } = parts;
  const revisionId = machines.revision(active(parts, arn).revision).revisionId ?? 'INITIAL';
  if (input.revisionId !== undefined && input.revisionId !== revisionId)
    throw conflict(
      `Failed to publish the State Machine version for revision ${input.revisionId}. The current State Machine revision is ${revisionId}.`,
    );
  const version = context.store.transaction(() =>
    machines.publish(arn, input.description, context.clock.now()),
  );
  return { creationDate: new Date(version.created), stateMachineVersionArn: `${arn}:${version.number}` };
}

function list(parts: Parts, input: ListStateMachineVersionsInput): ListStateMachineVersionsOutput {
  const arn = readPlainMachineArn(input.stateMachineArn);
  existing(parts, arn);
  const page = pageOf(parts.context.clock, ['ListStateMachineVersions', arn], input);
  const { limit, after = Number.MAX_SAFE_INTEGER } = page;
  const rows = parts.machines.versions(arn, after, limit + 1);
  const versions = rows.slice(0, limit);
  return {
    stateMachineVersions: versions.map(({ number, created }) => ({
      stateMachineVersionArn: `${arn}:${number}`,
      creationDate: new Date(created),
    })),
    ...(rows.length > limit && { nextToken: page.token(versions.at(-1)?.number ?? 0) }),
  };
}

/** Deleting what does not exist succeeds. @throws AwsError ConflictException for what an alias routes to */
function remove({ machines, aliases }: Parts, input: DeleteStateMachineVersionInput): object {
  const { machine, version } = readMachineArn(input.stateMachineVersionArn);
  if (version === undefined) throw invalidArn(`Not a version: ${input.stateMachineVersionArn}`);
  const referring = aliases
    .of(machine)
    .filter(({ routing }) => routing.some((route) => route.version === version))
    .map(({ name }) => name);
  if (referring.length > 0)
    throw conflict(
      `Version to be deleted must not be referenced by an alias. Current list of aliases referencing this version: [${referring.join(', ')}]`,
    );
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
