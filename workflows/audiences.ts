import type { Topic } from './topics.ts';

/**
 * The ad audiences that journeys put people into, by the id that steps name. Only who consents to ads on the topic is
 * in one. Which list of which network stands behind it is the owner's setting, see docs/retargeting.md.
 */
export const audiences = {
  'oil-change-retargeting': { title: 'Oil change, not booked yet', topic: 'offers' },
} as const satisfies Readonly<Record<string, { readonly title: string; readonly topic: Topic }>>;

export type Audience = keyof typeof audiences;
