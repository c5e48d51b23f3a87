/** Why a campaign may not be what it is asked to be at this moment: nothing was changed. For the one who asks. */
export class CampaignRefusal extends Error {
  override readonly name = 'CampaignRefusal';
}

/** Somebody else changed a campaign at the same moment; the same call may be made again. */
export class CampaignChanged extends Error {
  override readonly name = 'CampaignChanged';

  static of({ id }: { readonly id: string }): CampaignChanged {
    return new CampaignChanged(`${id}: was changed at the same moment; look at it, and ask again`);
  }
}
