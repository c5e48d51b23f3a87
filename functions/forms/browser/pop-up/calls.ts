import type { Known } from './memory.ts';
import type { Offer } from './offer.ts';

/** One call of Segment's HTTP Tracking API. */
export interface Call {
  readonly type: 'identify' | 'track';
  readonly messageId: string;
  readonly timestamp: string;
  readonly anonymousId: string;
  readonly [member: string]: unknown;
}

/** What the person says with the form. */
export interface Answers {
  readonly email: string;
  /** Boxes that were ticked; undefined where none were shown, because they were before. */
  readonly consents?: readonly { readonly channel: string; readonly wording: string }[];
}

/** Unguessable, also where `crypto.randomUUID` is not, on pages without TLS. */
export const newId = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join(
    '',
  );

/** The calls of a claim in their order: who it is, what they agree to, and only then the claim that sends the offer. */
export function callsOf(
  { offer, topic }: Offer,
  { email, consents }: Answers,
  { anonymousId = newId() }: Known,
): readonly Call[] {
  const page = { url: location.origin + location.pathname };
  const context = { traits: { email }, page };
  const common = { timestamp: new Date().toISOString(), anonymousId, context };
  const track = (event: string, properties: object): Call => ({
    ...common,
    type: 'track',
    messageId: newId(),
    event,
    properties,
  });
  const claim = track('Offer Claimed', { offer });
  if (!consents) return [claim];
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  return [
    { ...common, type: 'identify', messageId: newId(), traits: { email, timezone: timeZone } },
    ...consents.map((consent) => track('Consent Given', { ...consent, topic, source: 'pop-up' })),
    claim,
  ];
}
