import { offers } from '../../../workflows/offers.ts';
import { saysMore } from '../text/says-more.ts';
import { asks, refuses, wants } from '../text/signals.ts';
import type { Rule } from './rule.ts';

/** What people call an offer, in text as `plain` gives it. */
const called: Readonly<Record<keyof typeof offers, RegExp>> = {
  'oil-change': /\b(?:oil ?-?change|olwechsel)\b|\b20 ?(?:%|percent|prozent)/,
};

/** What the button of an advertisement or of the page's menu sends for an offer. */
const pressed = (payload: string | undefined): string | undefined => {
  const [, offer = ''] = /^claim:(.+)$/.exec(payload ?? '') ?? [];
  return Object.hasOwn(offers, offer) ? offer : undefined;
};

/** Who wants an offer says little, or says so. */
const mostWords = 4;

/** A message to the social page that asks for an offer, or a button there. */
export const claimedOffer: Rule = ({ message, said }) => {
  if (message.channel !== 'social') return undefined;
  const button = pressed(message.payload);
  if (button !== undefined) return { kind: 'claimed-offer', offer: button };
  if (refuses(said)) return undefined;
  const [offer, ...others] = Object.entries(called).filter(([, words]) => words.test(said));
  const short = said.split(' ').length <= mostWords && !asks(said);
  if (!offer || others.length > 0 || !(short || wants(said))) return undefined;
  return { kind: 'claimed-offer', offer: offer[0], more: saysMore(message.text, wants) };
};
