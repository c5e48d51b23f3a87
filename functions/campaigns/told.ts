import { ScheduleRefused } from '../../domain/campaigns/campaign-schedules.ts';
import { CampaignChanged, CampaignRefusal } from '../../domain/campaigns/refusals.ts';
import { Problem } from '../shared/http/problem.ts';

/** Tells the caller why a campaign may not be what was asked for. @throws Problem 409, 422 */
export async function told<T>(act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    if (error instanceof CampaignRefusal || error instanceof CampaignChanged)
      throw new Problem(409, error.message);
    if (error instanceof ScheduleRefused)
      throw new Problem(422, `when: EventBridge Scheduler refuses it: ${error.message}`, { field: 'when' });
    throw error;
  }
}
