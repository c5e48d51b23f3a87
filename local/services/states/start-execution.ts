import type { StartExecutionInput, StartExecutionOutput } from '@aws-sdk/client-sfn';
import { isLongerThan } from '../../asl/json.ts';
import { payloadBytes } from '../../asl/limits.ts';
import { AwsError } from '../../aws-error.ts';
import { uuid } from '../unique-id.ts';
import { routed } from './aliases.ts';
import { jsonFault } from './json-fault.ts';
import { checkName, executionArn, readMachineArn } from './names.ts';
import { active, type Parts } from './parts.ts';
import { noAlias, noVersion, tooLong } from './refusals.ts';

const dayMs = 86_400_000;
/** How long the name of a closed execution stays taken. */
const namesKeptMs = 90 * dayMs;

function checkInput(input: string): string {
  if (isLongerThan(input, payloadBytes)) throw tooLong('input', payloadBytes);
  const fault = input.trim() === '' ? 'Invalid execution input.' : jsonFault(input);
  if (fault !== undefined)
    throw new AwsError('InvalidExecutionInput', `Invalid State Machine Execution Input: '${fault}'`);
  return input;
}

interface Started {
  readonly machine: string;
  readonly revision: number;
  readonly version: string | null;
  readonly alias: string | null;
}

/** What an ARN of a machine, a version or an alias starts. @throws AwsError StateMachineDoesNotExist, StateMachineDeleting */
function started(parts: Parts, stateMachineArn: string | undefined): Started {
  const { machine, version, alias } = readMachineArn(stateMachineArn);
  const { revision } = active(parts, machine);
  if (version === undefined && alias === undefined) return { machine, revision, version: null, alias: null };
  const arn = stateMachineArn ?? machine;
  const route = alias === undefined ? undefined : parts.aliases.find(arn);
  if (alias !== undefined && !route) throw noAlias(arn);
  const number = route ? routed(route.routing, parts.context.random()) : Number(version);
  const found = parts.machines.version(machine, number);
  if (!found) throw noVersion(arn);
  return { machine, revision: found.revision, version: `${machine}:${number}`, alias: route ? arn : null };
}

/** The same name and input while it runs is the same execution; any other use of a taken name is refused. */
export function startExecution(parts: Parts, input: StartExecutionInput): StartExecutionOutput {
  const { context, executions, engine } = parts;
  const { machine: arn, version, alias, revision } = started(parts, input.stateMachineArn);
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
      version,
      alias,
      name,
      revision,
      input: text,
      started: now,
    });
    engine.start(id);
  });
  return { executionArn: executing, startDate: new Date(now) };
}
