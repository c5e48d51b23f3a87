import { ListExecutionsCommand, type SFNClient } from '@aws-sdk/client-sfn';
import { type BrokenStatus, brokenStatuses } from './broken.ts';
import type { Suspect } from './close-run.ts';

/** Executions that ended longer ago were found by the 70 sweeps before this one. */
const lookBack = 3 * 86_400_000;

/** A page is 1,000 executions, a machine's newest first; more broken ones than this have raised an alarm long ago. */
const mostPages = 10;

/** The executions of some machines that broke of late, page by page. A page grows old while it is gone through. */
export async function* sweep(
  sfn: SFNClient,
  machines: readonly string[],
  now: Date,
): AsyncGenerator<Suspect, void, undefined> {
  for (const machine of machines)
    for (const status of brokenStatuses) yield* brokenOf(sfn, machine, status, now);
}

async function* brokenOf(
  sfn: SFNClient,
  stateMachineArn: string,
  statusFilter: BrokenStatus,
  now: Date,
): AsyncGenerator<Suspect, void, undefined> {
  let nextToken: string | undefined;
  for (let page = 0; page < mostPages; page += 1) {
    const found = await sfn.send(
      new ListExecutionsCommand({ stateMachineArn, statusFilter, maxResults: 1000, nextToken }),
    );
    for (const { name = '', executionArn = '', stopDate } of found.executions ?? [])
      if (stopDate && stopDate.getTime() >= now.getTime() - lookBack) yield { name, executionArn };
    nextToken = found.nextToken;
    if (!nextToken) return;
  }
}
