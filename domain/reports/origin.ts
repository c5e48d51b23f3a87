/** What something is owed to, as far as it is known: the dimensions by which reports add up. */
export interface Origin {
  /** A message's channel, `ads` for an advertisement, or the channel on which a person wrote of their own accord. */
  readonly channel?: string;
  /** Of an advertisement: where it stood, as `meta` or `google`. */
  readonly network?: string;
  readonly journey?: string;
  readonly step?: string;
  readonly template?: string;
  readonly campaign?: string;
  readonly variant?: string;
}

/** In the order in which cells are named by them; one more goes to the end, so that old cells stay readable. */
export const dimensions = [
  'channel',
  'network',
  'journey',
  'step',
  'template',
  'campaign',
  'variant',
] as const satisfies readonly (keyof Origin)[];

export type Dimension = (typeof dimensions)[number];

const kept = (value: string | undefined): string => encodeURIComponent(value ?? '');

/** An origin as a part of a key. */
export const originText = (origin: Origin): string =>
  dimensions.map((dimension) => kept(origin[dimension])).join('|');

export function originIn(text: string): Origin {
  const values = text.split('|');
  return Object.fromEntries(
    dimensions.flatMap((dimension, index) =>
      values[index] ? [[dimension, decodeURIComponent(values[index])]] : [],
    ),
  );
}

/** What of a message's record says where it belongs. */
interface Attributable {
  readonly channel: string;
  readonly journey: string;
  readonly step: string;
  readonly template: string;
  readonly campaign?: { readonly id: string; readonly variant: string };
}

export const originOfMessage = ({ channel, journey, step, template, campaign }: Attributable): Origin => ({
  channel,
  journey,
  step,
  template,
  ...(campaign && { campaign: campaign.id, variant: campaign.variant }),
});
