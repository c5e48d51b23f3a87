import type { SmsStore } from './sms-store.ts';

/** Events that tell what became of a message, with the description that they carry. */
const descriptions = {
  TEXT_DELIVERED: 'Message has been accepted by phone',
  TEXT_BLOCKED: 'Phone has blocked SMS',
  TEXT_CARRIER_BLOCKED: 'Phone carrier has blocked this message',
  TEXT_CARRIER_UNREACHABLE: 'Phone carrier is currently unreachable/unavailable',
  TEXT_INVALID: 'Invalid phone number',
  TEXT_INVALID_MESSAGE: 'Message body is invalid',
  TEXT_SPAM: 'Blocked as spam by phone carrier',
  TEXT_TTL_EXPIRED: 'Message validity period has expired',
  TEXT_UNKNOWN: 'Unknown error attempting to reach phone',
  TEXT_UNREACHABLE: 'Phone is currently unreachable/unavailable',
} as const;

export type Fate = keyof typeof descriptions;

export const fates = Object.keys(descriptions) as readonly Fate[];

export const isFate = (text: string): text is Fate => Object.hasOwn(descriptions, text);

export const describeFate = (fate: Fate): string => descriptions[fate];

/** The destinations of AWS's simulator whose messages fail; the number beside each succeeds (SMS guide, "Simulator phone numbers"). */
const failing: ReadonlySet<string> = new Set([
  '+14254147167',
  '+61455944039',
  '+43676800442032',
  '+32460213923',
  '+56229140631',
  '+420790542287',
  '+4525919215',
  '+37282720793',
  '+3584573979111',
  '+33755512502',
]);

/** What becomes of a message to this number: as it was told of the number, as AWS's simulator does, else delivery. */
export function fateOf(number: string, store: SmsStore): Fate {
  const told = store.get('fate', number)?.eventType;
  if (told !== undefined && isFate(told)) return told;
  return failing.has(number) ? 'TEXT_BLOCKED' : 'TEXT_DELIVERED';
}
