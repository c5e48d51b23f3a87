import type { Proof } from '../../domain/consent/proof.ts';
import type { LineMessage } from '../../domain/events/recorded-event.ts';
import { resolve } from '../../domain/people/identity.ts';
import { type Claim, consentsOf } from './claim-form.ts';
import type { Outside } from './outside.ts';

/** The offer that a friend gets. */
export const offer = 'oil-change';

const topic = 'offers';

/**
 * Puts what the form says on the friend's line: the consents, the referral, the claim that starts their journey.
 * Anybody can type anybody's address here, so the friend is found as for a browser, and a consent counts as one from a
 * browser: it lifts no refusal. One friend redeems one code once, however often the form is sent.
 * @throws IdentityContention, LineUnavailable
 */
export async function takeClaim(
  { table, line, brand }: Outside,
  { address, ticked, once }: Claim,
  code: string,
  proof: Proof,
  now: Date,
): Promise<void> {
  const { person, identifiers } = await resolve(table, { email: address }, 'browser', now);
  const at = now.toISOString();
  const told = (
    name: string,
    id: string,
    properties: LineMessage['properties'],
    source: LineMessage['source'] = 'page',
  ): LineMessage => ({
    v: 1,
    person,
    key: 'page',
    messageId: ['refer', person, name, id].join('/'),
    source,
    type: 'track',
    name,
    properties,
    identifiers,
    timestamp: at,
    receivedAt: at,
    hops: 0,
  });
  const consents = consentsOf(brand.name).filter(({ channel }) => ticked.includes(channel));
  await line.send([
    ...consents.map(({ channel, wording }) => ({
      ...told(
        'Consent Given',
        `${channel}/${once}`,
        { channel, topic, wording, source: 'referral-page' },
        'browser',
      ),
      proof,
    })),
    told('Referral Redeemed', code, { code }),
    told('Offer Claimed', once, { offer }),
  ]);
}
