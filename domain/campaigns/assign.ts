import { hash } from 'node:crypto';
import type { CampaignDocument } from './campaign.ts';
import { holdOut } from './names.ts';

const wholes = 2 ** 48;

/** Where a person stands in a campaign, between 0 and 1: the same for ever, and in no relation to where they stand in another. */
const placeOf = (campaign: string, person: string): number =>
  hash('sha256', JSON.stringify([campaign, person]), 'buffer').readUIntBE(0, 6) / wholes;

/**
 * What a person gets of a campaign: the id of a variant, or the hold-out. Decided by a hash of both ids, so that it needs no
 * record, and every run of a campaign that recurs gives the person the same.
 */
export function assign(
  campaign: string,
  { holdOut: percent, variants }: Pick<CampaignDocument, 'holdOut' | 'variants'>,
  person: string,
): string {
  const held = percent / 100;
  const place = placeOf(campaign, person);
  if (place < held) return holdOut;
  const all = variants.reduce((sum, { weight }) => sum + weight, 0);
  let left = ((place - held) / (1 - held)) * all;
  for (const { id, weight } of variants) {
    if (left < weight) return id;
    left -= weight;
  }
  return variants.at(-1)?.id ?? holdOut;
}
