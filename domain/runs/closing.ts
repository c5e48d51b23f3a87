import type { RunStatus } from './run-record.ts';

/** What an update that closes a run says besides; nothing where the run goes on. `#status` is the status. */
export const closing = (close: RunStatus | undefined, now: Date) =>
  close
    ? {
        update: ', #status = :status, endedAt = :endedAt',
        values: { ':status': close, ':endedAt': now.toISOString() },
      }
    : { update: '', values: {} };
