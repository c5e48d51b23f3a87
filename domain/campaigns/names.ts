/** The event by which a campaign's run comes to a person. */
export const campaignReached = 'Campaign Reached';

/** The arm of those who get nothing. No variant has this id. */
export const holdOut = 'hold-out';

/** The form of campaigns' ids, as `idInOrder` makes them. */
export const campaignIdForm = /^cmp_[a-z0-9]{17}$/;

/** The message id of that event: a run comes to a person's line once for ever. */
export const reachedId = (run: string, person: string): string => `${run}/${person}`;
