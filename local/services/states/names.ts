import { nameLength } from '../../asl/limits.ts';
import { AwsError } from '../../aws-error.ts';
import { constraint, invalidArn, required } from './refusals.ts';

/** White space, brackets, wildcards, quotes and control characters may not be in names. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: AWS names the control characters as forbidden
const forbidden = /[\s<>{}[\]?*"#%\\^|~`$&,;:/\u0000-\u001f\u007f-\u009f]/;

/** A name for a state machine or an execution. @throws AwsError InvalidName */
export function checkName(name: string): string {
  if (name.length === 0) throw constraint('', 'name', 'Member must have length greater than or equal to 1');
  if (name.length > nameLength)
    throw constraint(name, 'name', `Member must have length less than or equal to ${nameLength}`);
  if (forbidden.test(name)) throw new AwsError('InvalidName', `Invalid Name: '${name}'`);
  return name;
}

export interface MachineArn {
  /** Without a version. */
  readonly machine: string;
  readonly name: string;
  /** The version's number, in its ARN the last part. */
  readonly version: number | undefined;
}

function partsOf(arn: string, member: string, kind: string): readonly string[] {
  const parts = required(arn, member).split(':');
  if (parts[0] !== 'arn') throw invalidArn(`Invalid ARN prefix: ${arn}`);
  if (parts[2] !== 'states') throw invalidArn(`Invalid service in ARN: ${arn}`);
  if (parts[5] !== kind) throw invalidArn(`Resource type not valid in this context: ${parts[5] ?? ''}`);
  return parts;
}

/** @throws AwsError InvalidArn */
export function readMachineArn(arn: string | undefined): MachineArn {
  const parts = partsOf(required(arn, 'stateMachineArn'), 'stateMachineArn', 'stateMachine');
  const version = parts[7] === undefined ? undefined : Number(parts[7]);
  if (version !== undefined && !Number.isInteger(version))
    throw invalidArn(`Aliases are not supported by the local cloud: ${arn}`);
  return { machine: parts.slice(0, 7).join(':'), name: parts[6] ?? '', version };
}

/** @throws AwsError InvalidArn */
export function readExecutionArn(arn: string | undefined): string {
  partsOf(required(arn, 'executionArn'), 'executionArn', 'execution');
  return required(arn, 'executionArn');
}

/** `arn:…:execution:<machine>:<name>` for a machine's ARN. */
export const executionArn = (machine: string, name: string): string =>
  `${machine.replace(':stateMachine:', ':execution:')}:${name}`;
