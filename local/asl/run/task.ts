import type { Failure } from '../failure.ts';
import { Document, isLongerThan } from '../json.ts';
import { payloadBytes } from '../limits.ts';
import type { Resource } from '../resource.ts';
import type { Branch, TaskActivity } from './branch.ts';
import type { Run } from './run.ts';

interface Attempt {
  readonly resource: Resource;
  readonly arguments: Document;
  readonly attempt: number;
  readonly token: string | undefined;
  readonly timeoutSeconds: number | undefined;
  readonly heartbeatSeconds: number | undefined;
}

/** Direct Lambda calls have events of their own kind, all others those of tasks. */
const isFunction = ({ kind }: Resource): boolean => kind === 'function';
const naming = ({ type, name }: Resource) => ({ resourceType: type, resource: name });

/** Schedules a task's attempt: the call is up to the host, the deadlines count from now. */
export function scheduleTask(run: Run, branch: Branch, task: Attempt): void {
  const { resource, attempt, token, timeoutSeconds, heartbeatSeconds } = task;
  const seconds = timeoutSeconds === undefined ? {} : { timeoutInSeconds: timeoutSeconds };
  if (isFunction(resource)) {
    run.record(branch, 'LambdaFunctionScheduled', {
      resource: resource.name,
      input: task.arguments.text,
      ...seconds,
    });
    run.record(branch, 'LambdaFunctionStarted');
  } else {
    run.record(branch, 'TaskScheduled', {
      ...naming(resource),
      region: run.execution.id.split(':')[3],
      parameters: task.arguments.text,
      ...seconds,
      ...(heartbeatSeconds !== undefined && { heartbeatInSeconds: heartbeatSeconds }),
    });
    run.record(branch, 'TaskStarted', naming(resource));
  }
  const now = run.host.now();
  const call = { resource, arguments: task.arguments.text };
  run.call(
    branch,
    {
      kind: 'task',
      attempt,
      resource,
      call,
      ...(token !== undefined && { token }),
      ...(timeoutSeconds !== undefined && { deadline: now + timeoutSeconds * 1000 }),
      ...(heartbeatSeconds !== undefined && {
        heartbeat: { seconds: heartbeatSeconds, due: now + heartbeatSeconds * 1000 },
      }),
    },
    { branch: branch.id, attempt, call },
  );
}

/** The task that an attempt belongs to, while it waits. */
export function openTask(run: Run, branchId: number, attempt: number): OpenTask | undefined {
  const branch = run.open().find(({ id }) => id === branchId);
  if (branch?.activity.kind !== 'task' || branch.activity.attempt !== attempt) return undefined;
  return { branch, activity: branch.activity };
}

interface OpenTask {
  readonly branch: Branch;
  readonly activity: TaskActivity;
}

/** The service has answered. That ends the task, unless it waits for its token. False when it came too late. */
export function answered(run: Run, branchId: number, attempt: number, output: string): boolean {
  const found = openTask(run, branchId, attempt);
  if (!found) return false;
  const { branch, activity } = found;
  if (!activity.resource.callback) return succeeded(run, branchId, attempt, output);
  const { call: _, ...waiting } = activity;
  run.record(branch, 'TaskSubmitted', { ...naming(activity.resource), output });
  run.park(branch, waiting);
  return true;
}

/** The task has its result. False when it came too late. */
export function succeeded(run: Run, branchId: number, attempt: number, output: string): boolean {
  const found = openTask(run, branchId, attempt);
  if (!found) return false;
  const { branch, activity } = found;
  if (isLongerThan(output, payloadBytes)) {
    const cause = `The state/task '${activity.resource.type}' returned a result with a size exceeding the maximum number of bytes service limit.`;
    return failed(run, branchId, attempt, { error: 'States.DataLimitExceeded', cause });
  }
  if (isFunction(activity.resource)) run.record(branch, 'LambdaFunctionSucceeded', { output });
  else run.record(branch, 'TaskSucceeded', { ...naming(activity.resource), output });
  run.wake(branch, { kind: 'result', result: Document.parse(output) });
  return true;
}

/** The call or whoever held the token failed. False when it came too late. */
export function failed(run: Run, branchId: number, attempt: number, failure: Failure): boolean {
  const found = openTask(run, branchId, attempt);
  if (!found) return false;
  const { branch, activity } = found;
  const { error, cause } = failure;
  if (isFunction(activity.resource)) run.record(branch, 'LambdaFunctionFailed', { error, cause });
  else run.record(branch, 'TaskFailed', { ...naming(activity.resource), error, cause });
  run.fail(branch, failure);
  return true;
}

/** A sign of life: the next heartbeat is due `HeartbeatSeconds` from now. False when it came too late. */
export function heartbeat(run: Run, branchId: number, attempt: number): boolean {
  const found = openTask(run, branchId, attempt);
  if (!found) return false;
  const { branch, activity } = found;
  if (activity.heartbeat) {
    const { seconds } = activity.heartbeat;
    run.park(branch, { ...activity, heartbeat: { seconds, due: run.host.now() + seconds * 1000 } });
  }
  return true;
}

/** A deadline has passed. A missed heartbeat is recorded as a timeout, and may be caught by its own name as well. */
export function timedOut(
  run: Run,
  branch: Branch,
  { resource }: TaskActivity,
  missedHeartbeat: boolean,
): void {
  const error = 'States.Timeout';
  if (isFunction(resource)) run.record(branch, 'LambdaFunctionTimedOut', { error });
  else run.record(branch, 'TaskTimedOut', { ...naming(resource), error });
  run.fail(branch, { error, ...(missedHeartbeat && { alias: 'States.HeartbeatTimeout' }) });
}
