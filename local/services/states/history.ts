import type { HistoryEvent as AwsHistoryEvent } from '@aws-sdk/client-sfn';
import type { HistoryEvent } from '../../asl/run/history-event.ts';
import type { Store } from '../../store.ts';

type Written = readonly [
  type: string,
  previous: number,
  at: number,
  details?: Readonly<Record<string, unknown>>,
];

export function appendHistory(
  store: Store,
  execution: number,
  first: number,
  events: readonly HistoryEvent[],
): void {
  if (events.length === 0) return;
  const written = events.map(({ type, previous, at, details }): Written => [type, previous, at, details]);
  store
    .sql('INSERT INTO sfn_history (execution, first, count, events) VALUES (?, ?, ?, ?)')
    .run(execution, first, events.length, JSON.stringify(written));
}

/** Events with ids from `from` to `to`, both included, in the order of their ids. */
export function readHistory(
  store: Store,
  execution: number,
  { from, to, withData }: { readonly from: number; readonly to: number; readonly withData: boolean },
): readonly AwsHistoryEvent[] {
  const rows = store
    .sql(
      'SELECT first, events FROM sfn_history WHERE execution = ? AND first <= ? AND first + count > ? ORDER BY first',
    )
    .all(execution, to, from);
  return rows.flatMap(({ first, events }) =>
    (JSON.parse(String(events)) as readonly Written[])
      .map((written, index) => ({ id: Number(first) + index, written }))
      .filter(({ id }) => id >= from && id <= to)
      .map(({ id, written }) => toAws(id, written, withData)),
  );
}

const toAws = (id: number, [type, previous, at, details]: Written, withData: boolean): AwsHistoryEvent =>
  ({
    timestamp: new Date(at),
    type,
    id,
    previousEventId: previous,
    ...(details && { [detailsMember(type)]: complete(details, withData) }),
  }) as AwsHistoryEvent;

/** The member of AWS's event that holds the details. */
function detailsMember(type: string): string {
  if (type.endsWith('StateEntered')) return 'stateEnteredEventDetails';
  if (type.endsWith('StateExited')) return 'stateExitedEventDetails';
  return `${type[0]!.toLowerCase()}${type.slice(1)}EventDetails`;
}

const data = ['input', 'output', 'assignedVariables'] as const;

/** Adds that nothing is truncated, or leaves the data out altogether. */
function complete(details: Readonly<Record<string, unknown>>, withData: boolean): Record<string, unknown> {
  const completed = { ...details };
  for (const member of data) {
    if (!(member in details)) continue;
    if (withData) completed[`${member}Details`] = { truncated: false };
    else delete completed[member];
  }
  return completed;
}
