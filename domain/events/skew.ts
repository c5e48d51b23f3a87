/** What a sender says of time, ISO 8601: when it happened, and when it was sent, by the same clock. */
interface SenderTime {
  readonly timestamp?: string | null;
  readonly sentAt?: string | null;
}

const millis = (text: string | null | undefined): number => (text ? Date.parse(text) : Number.NaN);

/**
 * When something happened by our clock, ISO 8601, from what the sender's clock said:
 * `receivedAt - (sentAt - timestamp)`. Without a `sentAt` the timestamp stands, without a timestamp it happened now.
 * https://segment.com/docs/connections/spec/common/#timestamps
 */
export function correctSkew({ timestamp, sentAt }: SenderTime, receivedAt: Date): string {
  const happened = millis(timestamp);
  if (Number.isNaN(happened)) return receivedAt.toISOString();
  const sent = millis(sentAt);
  const corrected = new Date(Number.isNaN(sent) ? happened : receivedAt.getTime() - (sent - happened));
  return Number.isNaN(corrected.getTime()) ? receivedAt.toISOString() : corrected.toISOString();
}
