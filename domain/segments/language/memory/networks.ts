import { audienceJoined } from '../../../../workflows/events/audience-joined.ts';
import { audienceLeft } from '../../../../workflows/events/audience-left.ts';
import { type Leaf, leafHash } from './leaf.ts';

/**
 * Remembers the networks at which the person is in an ad audience, as the events of joining and leaving tell, of which
 * the one that is recorded later counts.
 */
export const networks = (audience: string): Leaf => ({
  hash: leafHash({ audience }),
  events: [audienceJoined.name, audienceLeft.name],
  hears: ({ name, properties, refused }) =>
    !refused &&
    (name === audienceJoined.name || name === audienceLeft.name) &&
    properties.audience === audience &&
    typeof properties.network === 'string',
  remember(before, { name, properties }) {
    const network = String(properties.network);
    const known = before?.networks ?? [];
    const joins = name === audienceJoined.name;
    if (known.includes(network) === joins) return before;
    return {
      networks: joins ? [...known, network].toSorted() : known.filter((each) => each !== network),
    };
  },
});
