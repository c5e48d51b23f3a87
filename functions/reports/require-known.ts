import { campaignKey } from '../../domain/records.ts';
import type { Dimension } from '../../domain/reports/origin.ts';
import { Problem } from '../shared/http/problem.ts';
import type { Outside } from './route.ts';

/**
 * Tells a report of nothing from a slip of the pen: of what never was there is no report, and no row of zeros either.
 * @throws Problem 404 naming the campaign or the journey that there is not
 */
export async function requireKnown(
  { campaign, journey }: Readonly<Partial<Record<Dimension, string | undefined>>>,
  { table, journeys }: Pick<Outside, 'table' | 'journeys'>,
): Promise<void> {
  if (journey !== undefined && journeys.every(({ id }) => id !== journey))
    throw new Problem(404, `journey: there is none called "${journey}", and nothing came of one`, {
      field: 'journey',
    });
  if (campaign !== undefined && !(await table.get(campaignKey(campaign))))
    throw new Problem(404, `campaign: there is none called "${campaign}", and nothing came of one`, {
      field: 'campaign',
    });
}
