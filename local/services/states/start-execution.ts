import type { StartExecutionInput, StartExecutionOutput } from '@aws-sdk/client-sfn';
import { isLongerThan } from '../../asl/json.ts';
import { payloadBytes } from '../../asl/limits.ts';
import { AwsError } from '../../aws-error.ts';
import { uuid } from '../unique-id.ts';
import { checkName, executionArn, readMachineArn } from './names.ts';
import { existing, type Parts } from './parts.ts';
import { constraint, noMachine } from './refusals.ts';

const dayMs = 86_400_000;
/** How long the name of a closed execution stays taken. */
const namesKeptMs = 90 * dayMs;

function checkInput(input: string): string {
  if (isLongerThan(input, payloadBytes))
    throw constraint(input, 'input', `Member must have length less than or equal to ${payloadBytes}`);
  try {
    JSON.parse(input);
  } catch (error) {
    throw new AwsError(
      'InvalidExecutionInput',
      `Invalid State Machine Execution Input: '${error instanceof Error ? error.message : String(error)}'`,
    );
  }
  return input;
}

/** The same name and input while it runs is the same execution; any other use of a taken name is refused. */
export function startExecution(parts: Parts, input: StartExecutionInput): StartExecutionOutput {
  const { context, machines, executions, engine } = parts;
  const { machine: arn, version: number } = readMachineArn(input.stateMachineArn);
  const machine = existing(parts, arn);
  const version = number === undefined ? undefined : machines.version(arn, number);
  if (number !== undefined && !version) throw noMachine(input.stateMachineArn ?? arn);
  const name = input.name === undefined ? uuid(() => context.random()) : checkName(input.name);
  const text = checkInput(input.input ?? '{}');
  const now = context.clock.now();
  const executing = executionArn(arn, name);
  const before = executions.find(executing);
  if (before) {
    if (before.status === 'RUNNING' && before.input === text)
      return { executionArn: executing, startDate: new Date(before.started) };
    if (before.stopped === null || before.stopped + namesKeptMs > now)
      throw new AwsError('ExecutionAlreadyExists', `Execution Already Exists: '${executing}'`);
  }
  context.store.transaction(() => {
    if (before) executions.remove(before.id);
    const id = executions.add({
      arn: executing,
      machine: arn,
      version: version ? `${arn}:${version.number}` : null,
      name,
      revision: version?.revision ?? machine.revision,
      input: text,
      started: now,
    });
    engine.start(id);
  });
  return { executionArn: executing, startDate: new Date(now) };
}
