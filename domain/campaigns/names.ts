/** The event by which a campaign's run comes to a person. */
export const campaignReached = 'Campaign Reached';

/** The arm of those who get nothing. No variant has this id. */
export const holdOut = 'hold-out';
