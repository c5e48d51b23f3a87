import type {
  CreateStateMachineInput,
  CreateStateMachineOutput,
  UpdateStateMachineInput,
  UpdateStateMachineOutput,
} from '@aws-sdk/client-sfn';
import { parseDefinition } from '../../asl/definition/parse.ts';
import { describe } from '../../asl/definition/report.ts';
import { definitionBytes } from '../../asl/limits.ts';
import { AwsError } from '../../aws-error.ts';
import { uuid } from '../unique-id.ts';
import { checkEncryption, checkLogging, checkRole, loggingOff, tracingOff } from './machine-settings.ts';
import type { MachineRow, NewRevision } from './machines.ts';
import { checkName, readPlainMachineArn } from './names.ts';
import { active, machineArn, type Parts } from './parts.ts';
import { alreadyExists, machineDeleting, required, validation } from './refusals.ts';
import { setTags } from './tag-operations.ts';

/** @throws AwsError InvalidDefinition, with all that is wrong */
function checkDefinition(definition: string): string {
  if (Buffer.byteLength(definition) > definitionBytes)
    throw new AwsError(
      'InvalidDefinition',
      `Invalid State Machine Definition: 'The definition is larger than ${definitionBytes} bytes'`,
    );
  const { diagnostics } = parseDefinition(definition);
  if (diagnostics.length > 0)
    throw new AwsError('InvalidDefinition', `Invalid State Machine Definition: '${describe(diagnostics)}'`);
  return definition;
}

/** A version gets a description only with its publication. @throws AwsError ValidationException */
function checkDescription({
  publish,
  versionDescription,
}: CreateStateMachineInput | UpdateStateMachineInput) {
  if (versionDescription !== undefined && !publish)
    throw validation('Version description can only be set when publish is true');
}

/** Makes a machine; making the same one again gives the one that there is. @throws AwsError */
export function createMachine(parts: Parts, input: CreateStateMachineInput): CreateStateMachineOutput {
  const { context, machines } = parts;
  const name = checkName(required(input.name, 'name'));
  const roleArn = checkRole(required(input.roleArn, 'roleArn'));
  if (input.type === 'EXPRESS')
    throw new AwsError(
      'StateMachineTypeNotSupported',
      "State Machine Type Not Supported: 'EXPRESS is not supported by the local cloud'",
    );
  checkDescription(input);
  const definition = checkDefinition(required(input.definition, 'definition'));
  const logging = checkLogging(input.loggingConfiguration ?? loggingOff);
  const tracing = input.tracingConfiguration ?? tracingOff;
  checkEncryption(input.encryptionConfiguration);
  const arn = machineArn(context, name);
  const created = context.clock.now();
  const revision = { machine: arn, name, revisionId: null, definition, roleArn, updated: created };
  const wanted: NewRevision = { ...revision, logging, tracing };
  const before = machines.find(arn);
  if (before) return createAgain(parts, before, wanted, input);
  return context.store.transaction(() => {
    machines.add({ arn, name, created }, wanted);
    setTags(context.store, arn, input.tags ?? []);
    const version = input.publish ? machines.publish(arn, input.versionDescription, created) : undefined;
    return {
      stateMachineArn: arn,
      creationDate: new Date(created),
      ...(version && { stateMachineVersionArn: `${arn}:${version.number}` }),
    };
  });
}

/**
 * The machine that there is, if it is the same but for role and tags, and published alike.
 * @throws AwsError StateMachineAlreadyExists, StateMachineDeleting
 */
function createAgain(
  { machines }: Parts,
  machine: MachineRow,
  wanted: NewRevision,
  { publish, versionDescription }: CreateStateMachineInput,
): CreateStateMachineOutput {
  const { arn } = machine;
  if (machines.isDeleting(arn)) throw machineDeleting(arn);
  const current = machines.revision(machine.revision);
  if (!sameBehaviour(wanted, current)) throw alreadyExists(`'${arn}'`);
  const version = machines.published(machine);
  const published = 'This state machine was already created with a published version';
  if (version && !publish) throw alreadyExists(`${published}.`);
  if (version && (version.description ?? undefined) !== versionDescription)
    throw alreadyExists(`${published} using a different description.`);
  if (publish && !version) throw alreadyExists(`'${arn}'`);
  return {
    stateMachineArn: arn,
    creationDate: new Date(machine.created),
    ...(version && { stateMachineVersionArn: `${arn}:${version.number}` }),
  };
}

interface Kept {
  readonly definition: string;
  readonly logging: string;
  readonly tracing: string;
}

const sameBehaviour = (wanted: NewRevision, current: Kept): boolean =>
  wanted.definition === current.definition &&
  JSON.stringify(wanted.logging) === current.logging &&
  JSON.stringify(wanted.tracing) === current.tracing;

/** Gives a machine a new revision; what runs keeps the old one. @throws AwsError */
export function updateMachine(parts: Parts, input: UpdateStateMachineInput): UpdateStateMachineOutput {
  const { context, machines } = parts;
  const arn = readPlainMachineArn(input.stateMachineArn);
  const { definition, roleArn, loggingConfiguration, tracingConfiguration, encryptionConfiguration } = input;
  const machine = active(parts, arn);
  const changes = [definition, roleArn, loggingConfiguration, tracingConfiguration, encryptionConfiguration];
  if (changes.every((each) => each === undefined))
    throw new AwsError(
      'MissingRequiredParameter',
      'Either the definition, the role ARN, the LoggingConfiguration, or the TracingConfiguration must be specified',
    );
  checkDescription(input);
  checkEncryption(encryptionConfiguration);
  const now = context.clock.now();
  const current = machines.revision(machine.revision);
  const next: NewRevision = {
    machine: arn,
    name: machine.name,
    revisionId: uuid(() => context.random()),
    definition: definition === undefined ? current.definition : checkDefinition(definition),
    roleArn: roleArn === undefined ? current.roleArn : checkRole(roleArn),
    updated: now,
    logging: loggingConfiguration ? checkLogging(loggingConfiguration) : JSON.parse(current.logging),
    tracing: tracingConfiguration ?? JSON.parse(current.tracing),
  };
  const isSame = sameBehaviour(next, current) && next.roleArn === current.roleArn;
  const { revisionId, updated } = isSame ? current : next;
  return context.store.transaction(() => {
    if (!isSame) machines.addRevision(next);
    const version = input.publish ? machines.publish(arn, input.versionDescription, now) : undefined;
    return {
      updateDate: new Date(updated),
      ...(revisionId !== null && { revisionId }),
      ...(version && { stateMachineVersionArn: `${arn}:${version.number}` }),
    };
  });
}
