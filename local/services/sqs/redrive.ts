import { invalidParameter } from './errors.ts';
import type { Queue } from './queue.ts';

/** Where a message goes that was received too often. */
export interface RedrivePolicy {
  readonly deadLetterTargetArn: string;
  readonly maxReceiveCount: number;
}

const MOST_RECEIVES = 1000;

/** Reads the attribute `RedrivePolicy` of a queue that has passed `checkRedrive`; undefined when there is none. */
export function redrivePolicy(text: string | undefined): RedrivePolicy | undefined {
  const policy = parsed(text ?? '');
  const target = policy?.deadLetterTargetArn;
  if (typeof target !== 'string') return undefined;
  return { deadLetterTargetArn: target, maxReceiveCount: Number(policy?.maxReceiveCount) };
}

/**
 * Checks a redrive policy as SQS does: its dead-letter queue is there, of the same kind, and lets the source in.
 * Throws `InvalidParameterValue`, which shows the policy.
 */
export function checkRedrive(
  text: string | undefined,
  source: { readonly arn: string; readonly fifo: boolean },
  byArn: (arn: string) => Queue | undefined,
): void {
  if (!text) return;
  const refused = (reason: string) =>
    invalidParameter(`Value ${text} for parameter RedrivePolicy is invalid. Reason: ${reason}`);
  const policy = parsed(text);
  if (!policy) throw refused('Redrive policy is not a valid JSON map.');
  for (const member of ['deadLetterTargetArn', 'maxReceiveCount'])
    if (policy[member] === undefined)
      throw refused(`Redrive policy does not contain mandatory attribute: ${member}.`);
  const count = Number(policy.maxReceiveCount);
  if (!Number.isInteger(count) || count < 1 || count > MOST_RECEIVES)
    throw refused(
      `Invalid value for maxReceiveCount: ${policy.maxReceiveCount}, valid values are from 1 to ${MOST_RECEIVES} both inclusive.`,
    );
  const target = byArn(String(policy.deadLetterTargetArn));
  if (!target) throw refused('Dead letter target does not exist.');
  if (target.fifo !== source.fifo)
    throw refused('Dead-letter queue must be same type of queue as the source.');
  if (!lets(target.row.attributes.RedriveAllowPolicy, source.arn))
    throw refused('Dead-letter queue does not allow this source queue to redrive to it.');
}

/** By the dead-letter queue's `RedriveAllowPolicy`; without one all sources may. */
function lets(text: string | undefined, sourceArn: string): boolean {
  const policy = parsed(text ?? '');
  if (policy?.redrivePermission === 'denyAll') return false;
  if (policy?.redrivePermission !== 'byQueue') return true;
  return Array.isArray(policy.sourceQueueArns) && policy.sourceQueueArns.includes(sourceArn);
}

function parsed(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}
