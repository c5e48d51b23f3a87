import { AwsError } from '../../aws-error.ts';
import { invalidValue, missingParameter, within } from './errors.ts';
import type { Message } from './message.ts';
import type { Queue } from './queue.ts';

/** From the receive on, however often it is prolonged. */
const MOST_HIDDEN_SECONDS = 43_200;

/**
 * Deletes what a receive handed out. A message that is gone already counts as deleted. A standard queue ignores a
 * handle that a later receive replaced; a FIFO queue refuses one whose visibility time-out is over.
 */
export function deleteReceived(queue: Queue, handle: string | undefined): void {
  const message = messageOf(queue, handle);
  if (!message) return;
  const latest = message.receipt === handle;
  if (queue.fifo && (!latest || message.state !== 'in-flight'))
    throw invalidValue(handle, 'ReceiptHandle', 'The receipt handle has expired.');
  if (latest) queue.delete(message);
}

/** Hides a message in flight for so many seconds from now. */
export function changeVisibility(
  queue: Queue,
  handle: string | undefined,
  seconds: number | undefined,
): void {
  if (seconds === undefined) throw missingParameter('VisibilityTimeout');
  within(seconds, 'VisibilityTimeout', 0, MOST_HIDDEN_SECONDS);
  const message = messageOf(queue, handle);
  if (!message || message.receipt !== handle)
    throw invalidValue(
      handle,
      'ReceiptHandle',
      'Message does not exist or is not available for visibility timeout change.',
    );
  if (message.state !== 'in-flight')
    throw new AwsError(
      'MessageNotInflight',
      `The message with the receipt handle "${handle}" is not in flight.`,
    );
  const since = queue.secondsSince(message.receivedAt);
  if (since + seconds > MOST_HIDDEN_SECONDS)
    throw invalidValue(
      seconds,
      'VisibilityTimeout',
      `Total VisibilityTimeout for the message is beyond the limit [${MOST_HIDDEN_SECONDS} seconds]`,
    );
  queue.hide(message, seconds);
}

/** Undefined for a message that is no more. Throws for text that never was a handle. */
function messageOf(queue: Queue, handle: string | undefined): Message | undefined {
  if (!handle) throw missingParameter('ReceiptHandle');
  const id = Buffer.from(handle, 'base64').toString('latin1').slice(0, 36);
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id))
    throw new AwsError(
      'ReceiptHandleIsInvalid',
      `The input receipt handle "${handle}" is not a valid receipt handle.`,
    );
  return queue.find(id);
}
