import type { Utm } from '../messages/tracking.ts';
import type { CampaignRun } from './campaign-run.ts';

/** Accents on Latin, Greek and Cyrillic letters; the vowel signs of other scripts are none. */
const accents = /[\u0300-\u036F]/g;

/** A name as it stands in an address: `Été: winter 2026!` becomes `ete-winter-2026`. Empty for one without letters and digits. */
const slugOf = (name: string): string =>
  name
    .normalize('NFKD')
    .replaceAll(accents, '')
    .normalize('NFC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{M}\p{N}]+/gu, '-')
    .replaceAll(/^-|-$/g, '');

/**
 * By what web analytics know a campaign's message: `utm_campaign` to be read, `utm_id` to tell campaigns of one name apart,
 * `utm_content` for the variant. All three stay: what was triggered is not renamed.
 * https://support.google.com/analytics/answer/10917952
 */
export const utmOf = ({ campaign, name }: Pick<CampaignRun, 'campaign' | 'name'>, variant: string): Utm => ({
  utm_campaign: slugOf(name) || campaign,
  utm_content: variant,
  utm_id: campaign,
});
