/** Why a campaign may not be what it is asked to be at this moment: nothing was changed. For the one who asks. */
export class CampaignRefusal extends Error {
  override readonly name = 'CampaignRefusal';
}

/** Somebody else changed a campaign at the same moment; the same call may be made again. */
export class CampaignChanged extends Error {
  override readonly name = 'CampaignChanged';
}
