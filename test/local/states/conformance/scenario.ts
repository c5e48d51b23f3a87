import type { HistoryEvent } from '@aws-sdk/client-sfn';
import { type Call, Rig, roleArn } from '../rig.ts';

/** An event as AWS recorded it: id, the event before it, type, and the details without their wrapper. */
type Expected = readonly [id: number, previous: number, type: string, details?: object];

/**
 * A machine, what its tasks are answered, and the history that AWS recorded for such a machine. The machines are ours;
 * what AWS recorded is read from the captures of github.com/localstack/localstack (tests/aws/services/stepfunctions,
 * the `aws_validated` snapshots) and github.com/radkawar/stackd (testdata/aws/stepfunctions). Timestamps, ARNs and
 * the metadata of HTTP calls are left out.
 */
export interface Scenario {
  readonly name: string;
  /** The test or file of the capture. */
  readonly recorded: string;
  readonly states: Readonly<Record<string, object>>;
  /** What the definition says beside the states. */
  readonly machine?: object;
  readonly input?: unknown;
  /** What a task's call is answered; throws what the service refuses with. */
  readonly answer?: (call: Call) => unknown;
  /** What happens after the start. */
  readonly after?: (rig: Rig, executionArn: string) => void | Promise<void>;
  readonly history: readonly Expected[];
  /** The services never answer; `after` sees the tasks begun. */
  readonly silent?: boolean;
  /** Branches run at once: AWS's order between them is by chance, so only each event's predecessors are compared. */
  readonly concurrent?: boolean;
}

export async function historyOf(scenario: Scenario): Promise<Expected[]> {
  const rig = new Rig();
  const { states, machine, input, answer, after, silent } = scenario;
  rig.answer(silent ? () => new Promise(() => undefined) : (answer ?? (() => ({}))));
  const started = rig.start(rig.machine(states, machine), input);
  const executionArn = silent
    ? `${rig.arn('journey').replace('stateMachine', 'execution')}:run`
    : await started;
  await rig.advanceOnce();
  await after?.(rig, executionArn);
  if (silent) await rig.advanceOnce();
  else await rig.work.settled();
  return rig.history(executionArn).map(recorded);
}

function recorded({ id, previousEventId, type, timestamp, ...details }: HistoryEvent): Expected {
  if (!(timestamp instanceof Date)) throw new Error(`event ${id} has no timestamp`);
  const [member, more] = Object.entries(details);
  if (more) throw new Error(`event ${id} has two kinds of details: ${Object.keys(details).join(', ')}`);
  const event = [Number(id), Number(previousEventId), String(type)] as const;
  return member ? [...event, plain(memberOf(String(type)), member)] : event;
}

/** The member of the event that AWS's model names for a type. */
const memberOf = (type: string): string =>
  /State(Entered|Exited)$/.test(type)
    ? `state${type.match(/(Entered|Exited)$/)?.[0]}EventDetails`
    : `${type[0]?.toLowerCase()}${type.slice(1)}EventDetails`;

const json = new Set(['input', 'output', 'parameters']);

/** The details with their JSON read, and without what differs from call to call. */
function plain(wanted: string, [name, details]: readonly [string, unknown]): object {
  if (name !== wanted) throw new Error(`${name} holds the details, not ${wanted}`);
  return Object.fromEntries(
    Object.entries(details as Record<string, unknown>)
      .filter(([, value]) => value !== undefined)
      .map(([key, value]) => [key, json.has(key) ? withoutMetadata(parsed(String(value))) : value]),
  );
}

/** Tokens differ from call to call. */
const parsed = (text: string): unknown =>
  JSON.parse(text, (key, value: unknown) => (key === 'TaskToken' ? '<token>' : value)) as unknown;

function withoutMetadata(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !('SdkHttpMetadata' in value)) return value;
  const { SdkHttpMetadata, SdkResponseMetadata, ...rest } = value as Record<string, unknown>;
  const http = SdkHttpMetadata as { HttpStatusCode: number; HttpHeaders: Record<string, string> };
  return { ...rest, http: http.HttpStatusCode, contentType: http.HttpHeaders['Content-Type'] };
}

/** Each event with all that led to it, without ids, in an order of their own. */
export function ancestries(events: readonly Expected[]): readonly string[] {
  const lines = new Map<number, string>();
  for (const [id, previous, type, details] of events)
    lines.set(id, `${lines.get(previous) ?? ''} > ${type} ${JSON.stringify(details, sortedKeys) ?? ''}`);
  return [...lines.values()].toSorted();
}

const sortedKeys = (_key: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
    : value;

const whole = { truncated: false };

export const started = (input: unknown = {}): Expected => [
  1,
  0,
  'ExecutionStarted',
  { input, inputDetails: whole, roleArn },
];
export const entered = (name: string, input: unknown = {}) => ({ name, input, inputDetails: whole });
export const exited = (name: string, output: unknown = {}) => ({ name, output, outputDetails: whole });
export const output = (value: unknown = {}) => ({ output: value, outputDetails: whole });
export const input = (value: unknown = {}) => ({ input: value, inputDetails: whole });

/** What the events of a service's task have in common. */
export const task = (resourceType: string, resource: string) => ({ resourceType, resource });
export const scheduled = (resourceType: string, resource: string, parameters: unknown) => ({
  ...task(resourceType, resource),
  region: 'us-east-1',
  parameters,
});
