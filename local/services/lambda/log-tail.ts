import type { LoggedResult } from './functions.ts';

const MOST_BYTES = 4096;

/** The last 4 KB of an invocation's log in base64, as `LogType: Tail` answers them; without the report of what it cost. */
export function logTail({ requestId, log }: LoggedResult): string {
  const lines = [`START RequestId: ${requestId} Version: $LATEST`, ...log(), `END RequestId: ${requestId}`];
  return Buffer.from(`${lines.join('\n')}\n`)
    .subarray(-MOST_BYTES)
    .toString('base64');
}
