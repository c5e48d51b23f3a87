import { AwsError } from '../../aws-error.ts';
import { invalidArn, noMachine, required } from './refusals.ts';

/** White space, brackets, wildcards, quotes and control characters may not be in names. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: AWS names the control characters as forbidden
const forbidden = /[\s<>{}[\]?*"#%\\^|~`$&,;:/\u0000-\u001f\u007f-\u009f]/;

/** A name for a state machine or an execution. @throws AwsError InvalidName */
export function checkName(name: string): string {
  if (forbidden.test(name)) throw new AwsError('InvalidName', `Invalid Name: '${name}'`);
  return name;
}

export interface MachineArn {
  /** Without a version or alias. */
  readonly machine: string;
  readonly name: string;
  /** The version's number, in its ARN the last part. */
  readonly version: number | undefined;
  /** The alias's name, likewise. */
  readonly alias: string | undefined;
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
  const qualifier = parts[7];
  const isVersion = qualifier !== undefined && /^\d+$/.test(qualifier);
  return {
    machine: parts.slice(0, 7).join(':'),
    name: parts[6] ?? '',
    version: isVersion ? Number(qualifier) : undefined,
    alias: isVersion ? undefined : qualifier,
  };
}

/** The ARN of a machine itself, for operations that take no version and no alias. @throws AwsError */
export function readPlainMachineArn(arn: string | undefined): string {
  const { machine, version, alias } = readMachineArn(arn);
  if (version !== undefined || alias !== undefined) throw noMachine(arn ?? machine);
  return machine;
}

/** @throws AwsError InvalidArn */
export function readExecutionArn(arn: string | undefined): string {
  partsOf(required(arn, 'executionArn'), 'executionArn', 'execution');
  return required(arn, 'executionArn');
}

/** `arn:…:execution:<machine>:<name>` for a machine's ARN. */
export const executionArn = (machine: string, name: string): string =>
  `${machine.replace(':stateMachine:', ':execution:')}:${name}`;
