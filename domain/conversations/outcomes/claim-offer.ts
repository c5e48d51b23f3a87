import { consentGiven } from '../../../workflows/events/consent-given.ts';
import { offerClaimed } from '../../../workflows/events/offer-claimed.ts';
import { hasConsent, refusedSince } from '../../consent/consents.ts';
import { followUp } from '../../events/follow-up.ts';
import type { LineMessage } from '../../events/recorded-event.ts';
import type { Decide } from './outcome.ts';

/** What a claim is marketing about. */
const topic = 'offers';

/** Of what they wrote, kept as the proof of their consent. */
const longestWording = 500;

/**
 * Claims the offer for who asked for it. Asking for it is their consent to be sent it on the channel that they asked on,
 * in their own words; both are said as our pages say them. Who has refused such messages is not taken to have changed their mind: staff read that.
 */
export const claimOffer: Decide<'claimed-offer'> = async ({ offer }, { event, profile }) => {
  const { channel, text, payload } = event.properties as { channel: string; text: string; payload?: string };
  const consented = hasConsent(profile, channel, topic);
  if (!consented && refusedSince(profile, channel, topic) !== undefined) return undefined;
  const wording = (text.trim() || payload || offer).slice(0, longestWording);
  const consent = { channel, topic, wording, source: 'message' };
  const says = (name: string, properties: LineMessage['properties']): LineMessage => ({
    ...followUp(event, event.person, name, properties),
    source: 'page',
  });
  return {
    emits: [...(consented ? [] : [says(consentGiven.name, consent)]), says(offerClaimed.name, { offer })],
  };
};
