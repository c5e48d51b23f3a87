import type { SQSRecord } from 'aws-lambda';
import { Poison } from '../../domain/events/poison.ts';
import { failuresKey } from '../../domain/records.ts';
import type { Item, Table } from '../../domain/table.ts';

/** How often a message may fail for a reason that we do not know before it stops delaying its person. */
const tries = 3;

/** Longer than the line keeps a message, in milliseconds. */
const remembered = 15 * 86_400_000;

const transient =
  /Throttl|TooManyRequests|ProvisionedThroughputExceeded|RequestLimitExceeded|LimitExceeded|TransactionInProgress|TransactionConflict|Contention|Timeout|ServiceUnavailable|InternalServerError|InternalFailure|CredentialsProvider/;

/** Node's names for a network that is not there. */
const network = /^(ECONN|EPIPE|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|ETIMEDOUT)/;

/** Reasons of a cancelled transaction that no repetition changes. */
const lasting = /Validation|ItemCollectionSizeLimit/;

/** What may pass by itself: throttling, conflicts, faults on AWS's side or on the way there. */
function mayPass(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const {
    $metadata,
    code = '',
    CancellationReasons: reasons = [],
  } = error as {
    $metadata?: { httpStatusCode?: number };
    code?: string;
    CancellationReasons?: readonly { readonly Code?: string }[];
  };
  if (error.name === 'TransactionCanceledException')
    return !reasons.some(({ Code = '' }) => lasting.test(Code));
  const status = $metadata?.httpStatusCode ?? 0;
  return status >= 500 || status === 429 || transient.test(error.name) || network.test(code);
}

/**
 * Whether no further try is worth its person's waiting: poison at once, and what fails for the third time without a
 * known reason. What may pass by itself is waited out and not counted; that is why failures are counted here and not
 * taken from SQS's receives, which a throttled message gathers too, and one that waits behind it.
 */
export async function isHopeless(
  table: Table,
  { messageId }: SQSRecord,
  error: unknown,
  now: Date,
): Promise<boolean> {
  if (error instanceof Poison) return true;
  if (mayPass(error)) return false;
  const { failures } = await table.update<Item & { readonly failures: number }>(
    failuresKey(messageId),
    'ADD failures :one SET expires = :expires',
    { values: { ':one': 1, ':expires': Math.ceil((now.getTime() + remembered) / 1000) } },
  );
  return failures >= tries;
}
