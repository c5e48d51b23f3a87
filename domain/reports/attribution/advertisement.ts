import type { RecordedEvent } from '../../events/recorded-event.ts';
import type { Origin } from '../origin.ts';

/** How people who buy advertisements name the networks in `utm_source`. */
const sources: Readonly<Record<string, Network>> = {
  facebook: 'meta',
  fb: 'meta',
  instagram: 'meta',
  ig: 'meta',
  meta: 'meta',
  google: 'google',
  adwords: 'google',
  youtube: 'google',
  tiktok: 'tiktok',
  linkedin: 'linkedin',
};

/** The networks that reports tell apart. */
export const advertised = ['meta', 'google', 'tiktok', 'linkedin', 'other'] as const;
type Network = (typeof advertised)[number];

/** What networks add themselves to the address of an advertisement that was paid for by click. */
const clickIds: Readonly<Record<string, Network>> = {
  gclid: 'google',
  wbraid: 'google',
  gbraid: 'google',
  ttclid: 'tiktok',
};

const other: Network = 'other';

/** Values of `utm_medium` that say paid for. */
const paid = /^(cpc|ppc|cpm|cpv|paid.*|display|retargeting|remarketing|ads?)$/i;

/**
 * The advertisement that a page view came from, as its address tells: a paid `utm_medium`, or a network's own click id.
 * Networks are named from a list, since anybody may put anything into an address.
 */
export function advertisementOf({
  type,
  properties,
}: Pick<RecordedEvent, 'type' | 'properties'>): Origin | undefined {
  if (type !== 'page') return undefined;
  const { url, search } = properties;
  const address = typeof url === 'string' && URL.canParse(url) ? new URL(url).search : search;
  const asked = new URLSearchParams(typeof address === 'string' ? address : '');
  const clicked = Object.keys(clickIds).find((name) => asked.has(name));
  if (clicked) return { channel: 'ads', network: clickIds[clicked] ?? other };
  if (!paid.test(asked.get('utm_medium') ?? '')) return undefined;
  const source = (asked.get('utm_source') ?? '').toLowerCase();
  return { channel: 'ads', network: Object.hasOwn(sources, source) ? (sources[source] ?? other) : other };
}
