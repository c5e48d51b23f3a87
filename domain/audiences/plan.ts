import type { Membership, Standing } from './membership.ts';

/** What is to be done at one network about one person. */
export type Errand =
  | { readonly network: string; readonly action: 'add' | 'remove' }
  | { readonly network: string; readonly action: 'poll'; readonly standing: Standing };

export interface Plan {
  readonly errands: readonly Errand[];
  /** The record tells the opposite of what is about to be done: it has to be corrected first. */
  readonly intend: boolean;
}

/**
 * What has to be done so that the networks agree with what is wanted. Whatever was not answered since it was last asked
 * for is asked for again: adding twice and removing twice are harmless.
 */
export function planFor(membership: Membership, wanted: boolean, networks: readonly string[]): Plan {
  const errands = networks.flatMap((network) => errandsAt(membership, wanted, network));
  const told = errands.some(({ network }) => {
    const standing = membership.networks[network];
    return isAnswered(membership, standing) && standing.wanted !== wanted;
  });
  return { errands, intend: told || (errands.length > 0 && !membership.exposed) };
}

const isAnswered = ({ asked }: Membership, standing: Standing | undefined): standing is Standing =>
  standing?.asked === asked;

function errandsAt(membership: Membership, wanted: boolean, network: string): readonly Errand[] {
  const standing = membership.networks[network];
  if (!wanted && !membership.exposed) return [];
  if (isAnswered(membership, standing) && standing.wanted === wanted) {
    if (standing.state === 'pending') return [{ network, action: 'poll', standing }];
    if (!standing.again) return [];
  }
  return [{ network, action: wanted ? 'add' : 'remove' }];
}
