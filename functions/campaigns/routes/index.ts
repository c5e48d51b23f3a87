import type { Route } from '../../shared/api/route.ts';
import type { Outside } from '../outside.ts';
import { createCampaign } from './create-campaign.ts';
import { deleteCampaign } from './delete-campaign.ts';
import { getCampaign } from './get-campaign.ts';
import { getCampaignResult } from './get-campaign-result.ts';
import { listCampaignRuns } from './list-campaign-runs.ts';
import { listCampaigns } from './list-campaigns.ts';
import { addToList, deleteList, getList, listLists, takeFromList } from './lists.ts';
import { pauseCampaign, resumeCampaign, stopCampaign } from './operate-campaign.ts';
import { replaceCampaign } from './replace-campaign.ts';
import { reviewCampaign } from './review-campaign.ts';
import { triggerCampaign } from './trigger-campaign.ts';

/** What marketers do with campaigns and with the lists that these go to. */
export const routes = [
  createCampaign,
  listCampaigns,
  getCampaign,
  replaceCampaign,
  deleteCampaign,
  reviewCampaign,
  triggerCampaign,
  pauseCampaign,
  resumeCampaign,
  stopCampaign,
  listCampaignRuns,
  getCampaignResult,
  listLists,
  getList,
  addToList,
  takeFromList,
  deleteList,
] as readonly Route<Outside>[];
