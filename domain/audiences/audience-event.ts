import { audienceJoined } from '../../workflows/events/audience-joined.ts';
import { audienceLeft } from '../../workflows/events/audience-left.ts';
import type { LineMessage } from '../events/recorded-event.ts';
import type { Membership, Standing } from './membership.ts';

/**
 * What a change of standing tells the person's timeline; undefined for what is no news. Its id comes from the question
 * that the standing answers, so that it is one event however often it is found.
 */
export function audienceEvent(
  membership: Membership,
  network: string,
  standing: Standing,
  withheld: string | undefined,
  now: Date,
): LineMessage | undefined {
  const before = membership.networks[network];
  const { state, unconfirmed, reason } = standing;
  const joined = state === 'in' && before?.state !== 'in';
  const left = state === 'out' && before !== undefined && before.state !== 'out';
  const refused = state === 'refused' && standing.wanted && before?.reason !== reason;
  if (!joined && !left && !refused) return undefined;
  const { person, audience, hops } = membership;
  const name = joined ? audienceJoined.name : audienceLeft.name;
  return {
    v: 1,
    person,
    key: 'onward',
    messageId: `${audience}/${person}/${network}/${standing.asked}/${state}`,
    source: 'onward',
    type: 'track',
    name,
    properties: {
      audience,
      network,
      result: state === 'refused' ? 'refused' : unconfirmed ? 'accepted' : 'confirmed',
      ...((reason ?? withheld) && { reason: reason ?? withheld }),
    },
    timestamp: now.toISOString(),
    receivedAt: now.toISOString(),
    hops,
  };
}
