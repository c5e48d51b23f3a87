import type { Audience, Campaign, CampaignDocument } from '../../domain/campaigns/campaign.ts';
import { checkCampaign } from '../../domain/campaigns/check-campaign.ts';
import { lastRunOf, type Operated } from '../../domain/campaigns/operate.ts';
import { readSegment } from '../../domain/segments/catalogue.ts';
import { Problem } from '../shared/http/problem.ts';
import type { Outside } from './outside.ts';

/** @throws Problem 404 */
export async function findCampaign({ campaigns }: Pick<Outside, 'campaigns'>, id: string): Promise<Campaign> {
  const campaign = await campaigns.read(id);
  if (!campaign) throw new Problem(404, `campaign: there is no campaign "${id}"`);
  return campaign;
}

/** A campaign with the run that began last. @throws Problem 404 */
export async function findOperated(
  outside: Pick<Outside, 'campaigns' | 'runs'>,
  id: string,
): Promise<Operated> {
  const campaign = await findCampaign(outside, id);
  return { campaign, run: await lastRunOf(outside.runs, campaign) };
}

/** Refuses what would stop the campaign when it is sent. @throws Problem 422 naming the field */
export async function requireSound(
  { templates, journeys, lists, table }: Pick<Outside, 'templates' | 'journeys' | 'lists' | 'table'>,
  says: CampaignDocument,
): Promise<void> {
  const [fault] = checkCampaign(says, { templates, journeys });
  if (fault) throw new Problem(422, fault.reason, { field: fault.field });
  await requireAudience({ lists, table }, says.to);
}

async function requireAudience(
  { lists, table }: Pick<Outside, 'lists' | 'table'>,
  to: Audience,
): Promise<void> {
  if (to === 'everyone') return;
  if ('list' in to) {
    const list = await lists.read(to.list);
    if (list && !list.leaving) return;
    throw new Problem(
      422,
      `to.list: there is no list "${to.list}"; put people on it with POST /v1/lists/${to.list}`,
      { field: 'to.list' },
    );
  }
  const segment = await readSegment(table, to.segment);
  if (segment && segment.status !== 'leaving') return;
  throw new Problem(422, `to.segment: there is no segment "${to.segment}"`, { field: 'to.segment' });
}
