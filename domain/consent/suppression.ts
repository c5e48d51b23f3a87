import type { MessageKind } from '../messages/message-kind.ts';
import type { Item } from '../table.ts';

/** Why nothing goes to an address any more. An address may have several. */
export const suppressionCauses = ['bounce', 'softBounces', 'complaint', 'stop'] as const;
export type SuppressionCause = (typeof suppressionCauses)[number];

export interface Suppression {
  /** Since when, ISO 8601. */
  readonly at: string;
  /** In words, as `NoEmail`. */
  readonly reason?: string;
  /** Until when, ISO 8601; for good without it. */
  readonly until?: string;
}

/** What is known of an address on a channel, whoever it belongs to. It outlives every person who has it. */
export interface AddressRecord extends Item, Readonly<Partial<Record<SuppressionCause, Suppression>>> {
  readonly channel: string;
  /** When messages to it last bounced softly, ISO 8601, the oldest first. */
  readonly bounced?: readonly string[];
}

/** A complaint is about marketing; the others mean that nothing at all may be sent there. */
const covers = (cause: SuppressionCause, kind: MessageKind): boolean =>
  cause !== 'complaint' || kind === 'marketing';

export const isActive = (suppression: Suppression | undefined, now: Date): suppression is Suppression =>
  suppression !== undefined && (suppression.until === undefined || suppression.until > now.toISOString());

/** What stands against a message of a kind to an address now. */
export const suppressing = (
  address: AddressRecord | undefined,
  kind: MessageKind,
  now: Date,
): readonly SuppressionCause[] =>
  suppressionCauses.filter((cause) => covers(cause, kind) && isActive(address?.[cause], now));
