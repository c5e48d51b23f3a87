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
import type { NewRevision } from './machines.ts';
import { checkName, readMachineArn } from './names.ts';
import { existing, machineArn, type Parts } from './parts.ts';
import { required, validation } from './refusals.ts';
import { setTags } from './tag-operations.ts';

const loggingOff = { level: 'OFF', includeExecutionData: false } as const;
const tracingOff = { enabled: false } as const;

/** @throws AwsError InvalidDefinition, with all that is wrong */
function checkDefinition(definition: string): void {
  if (Buffer.byteLength(definition) > definitionBytes)
    throw new AwsError(
      'InvalidDefinition',
      `Invalid State Machine Definition: 'The definition is larger than ${definitionBytes} bytes'`,
    );
  const { diagnostics } = parseDefinition(definition);
  if (diagnostics.length > 0)
    throw new AwsError('InvalidDefinition', `Invalid State Machine Definition: '${describe(diagnostics)}'`);
}

const checkRole = (arn: string): string => {
  if (!/^arn:aws[a-z-]*:iam::\d{12}:role\/.+$/.test(arn))
    throw new AwsError('InvalidArn', `Invalid Role Arn: '${arn}'`);
  return arn;
};

/** Makes a machine; making the same one again gives the one that there is. @throws AwsError */
export function createMachine(parts: Parts, input: CreateStateMachineInput): CreateStateMachineOutput {
  const { context, machines } = parts;
  const name = checkName(required(input.name, 'name'));
  const definition = required(input.definition, 'definition');
  const roleArn = checkRole(required(input.roleArn, 'roleArn'));
  if (input.type === 'EXPRESS')
    throw new AwsError(
      'StateMachineTypeNotSupported',
      "State Machine Type Not Supported: 'EXPRESS is not supported by the local cloud'",
    );
  if (input.versionDescription !== undefined && !input.publish)
    throw validation('Version description can only be set when publish is true');
  checkDefinition(definition);
  const arn = machineArn(context, name);
  const logging = input.loggingConfiguration ?? loggingOff;
  const tracing = input.tracingConfiguration ?? tracingOff;
  const created = context.clock.now();
  const before = machines.find(arn);
  if (before) {
    const same = machines.revision(before.revision);
    if (
      same.definition !== definition ||
      same.roleArn !== roleArn ||
      same.logging !== JSON.stringify(logging) ||
      same.tracing !== JSON.stringify(tracing)
    )
      throw new AwsError('StateMachineAlreadyExists', `State Machine Already Exists: '${arn}'`);
    return { stateMachineArn: arn, creationDate: new Date(before.created) };
  }
  return context.store.transaction(() => {
    machines.add(
      { arn, name, created },
      { machine: arn, name, revisionId: null, definition, roleArn, updated: created, logging, tracing },
    );
    setTags(context.store, arn, input.tags ?? []);
    const version = input.publish ? machines.publish(arn, input.versionDescription, created) : undefined;
    return {
      stateMachineArn: arn,
      creationDate: new Date(created),
      ...(version && { stateMachineVersionArn: `${arn}:${version.number}` }),
    };
  });
}

/** Gives a machine a new revision; what runs keeps the old one. @throws AwsError */
export function updateMachine(parts: Parts, input: UpdateStateMachineInput): UpdateStateMachineOutput {
  const { context, machines } = parts;
  const { machine: arn } = readMachineArn(input.stateMachineArn);
  const { definition, roleArn, loggingConfiguration, tracingConfiguration } = input;
  const machine = existing(parts, arn);
  const changes = [definition, roleArn, loggingConfiguration, tracingConfiguration];
  if (changes.every((each) => each === undefined) && !input.publish)
    throw new AwsError(
      'MissingRequiredParameter',
      'Either the definition, the role ARN, the LoggingConfiguration, or the TracingConfiguration must be specified',
    );
  if (definition !== undefined) checkDefinition(definition);
  const now = context.clock.now();
  const current = machines.revision(machine.revision);
  const next: NewRevision = {
    machine: arn,
    name: machine.name,
    revisionId: uuid(() => context.random()),
    definition: definition ?? current.definition,
    roleArn: roleArn === undefined ? current.roleArn : checkRole(roleArn),
    updated: now,
    logging: loggingConfiguration ?? JSON.parse(current.logging),
    tracing: tracingConfiguration ?? JSON.parse(current.tracing),
  };
  const unchanged =
    next.definition === current.definition &&
    next.roleArn === current.roleArn &&
    JSON.stringify(next.logging) === current.logging &&
    JSON.stringify(next.tracing) === current.tracing;
  return context.store.transaction(() => {
    if (!unchanged) machines.addRevision(next);
    const version = input.publish ? machines.publish(arn, input.versionDescription, now) : undefined;
    return {
      updateDate: new Date(now),
      ...(!unchanged && { revisionId: next.revisionId ?? undefined }),
      ...(version && { stateMachineVersionArn: `${arn}:${version.number}` }),
    };
  });
}
