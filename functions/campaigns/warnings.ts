import type { CampaignDocument } from '../../domain/campaigns/campaign.ts';
import { holdOut } from '../../domain/campaigns/names.ts';
import type { Outlook } from '../../domain/campaigns/outlook.ts';
import type { Rate } from '../../domain/campaigns/rate.ts';
import type { Surveyed } from '../../domain/campaigns/survey.ts';
import { whyPassedOver } from '../../domain/campaigns/why-passed-over.ts';
import { outlookWarnings } from './outlook-warnings.ts';

/** Fewer people than this in an arm show no effect that a business would notice. */
const fewest = 100;

/** What a marketer ought to know before a campaign goes. */
export function warningsOf(
  says: CampaignDocument,
  { people, arms, skipped }: Surveyed,
  rate: Rate,
  outlook: Outlook | undefined,
): readonly string[] {
  const reached = Object.values(arms).reduce((sum, count) => sum + count, 0);
  const [reason, most] = Object.entries(skipped).toSorted(([, a], [, b]) => b - a)[0] ?? [];
  const small = Object.entries(arms).filter(([, count]) => count < fewest);
  return [
    people === 0 && 'Nobody belongs to the audience at this moment.',
    people > 0 && reached === 0 && `Nobody would be reached: ${whyPassedOver(reason ?? '')}.`,
    reached > 0 &&
      most !== undefined &&
      most > reached &&
      `More people are passed over than reached; most of them because ${whyPassedOver(reason ?? '')}.`,
    ...(outlook ? outlookWarnings(outlook) : []),
    rate.limit && `It goes more slowly than it asks for: ${rate.limit}.`,
    ...says.variants.flatMap(({ id, send }) => {
      const link = send?.data.buttonLink;
      return typeof link === 'string' && link.startsWith('http:')
        ? [`Variant "${id}": its link ${link} is no https; inboxes and browsers warn of it.`]
        : [];
    }),
    says.goal &&
      says.holdOut === 0 &&
      says.variants.length === 1 &&
      'It has a goal and nobody is held out: nothing will tell whether people would have come without it.',
    (says.holdOut > 0 || says.variants.length > 1) &&
      small.length > 0 &&
      `So few people cannot show a difference of the usual size: ${small.map(([id, count]) => `${id === holdOut ? 'hold-out' : `"${id}"`} ${count}`).join(', ')}.`,
    (says.holdOut > 0 || says.variants.length > 1) &&
      !says.goal &&
      'It compares, and has no goal: only opens and clicks can be told apart.',
  ].filter((each): each is string => typeof each === 'string' && each !== '');
}
