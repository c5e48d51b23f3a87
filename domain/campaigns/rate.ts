/** What SES grants an account. https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_SendQuota.html */
export interface SendQuota {
  /** Emails a second. */
  readonly maxSendRate: number;
  /** Emails in any 24 hours; -1 for as many as one likes. */
  readonly max24HourSend: number;
  readonly sentLast24Hours: number;
}

/** Campaigns' part of what SES grants: the rest is for what people wait for, as confirmations. */
const campaignShare = 0.8;

const daySeconds = 86_400;

export interface Rate {
  readonly perSecond: number;
  /** Why it is less than what was asked for, for people. */
  readonly limit?: string;
}

const shown = (rate: number): string => String(Number(rate.toPrecision(3)));

/**
 * The rate at which a campaign by email goes: what the marketer asks for, at most four fifths of SES's own rate, and where
 * the 24 hours' quota does not leave room for everybody, at the pace of that quota, for as many days as it takes.
 */
export function rateWithin(asked: number, people: number, quota: SendQuota): Rate {
  const { maxSendRate, max24HourSend, sentLast24Hours } = quota;
  const bySecond = maxSendRate * campaignShare;
  const byDay = (max24HourSend * campaignShare) / daySeconds;
  const isShort = max24HourSend !== -1 && people > max24HourSend * campaignShare - sentLast24Hours;
  if (isShort && byDay < Math.min(asked, bySecond))
    return {
      perSecond: byDay,
      limit: `${shown(byDay)} a second: SES sends ${max24HourSend} emails in 24 hours, of which campaigns take four fifths`,
    };
  if (bySecond < asked)
    return {
      perSecond: bySecond,
      limit: `${shown(bySecond)} a second: SES sends ${shown(maxSendRate)} emails a second, of which campaigns take four fifths`,
    };
  return { perSecond: asked };
}

/** How long a slice of people may be put on the line at once for, in seconds of the run's rate. */
const sliceSeconds = 5;

/** Each slice costs three transitions, and an execution's history ends at 25,000 events, 11 a slice. */
const mostSlices = 1_000;

/** What one call can put on the line within seconds: 50 batches of ten. */
const mostAtOnce = 500;

/** How many people are reached at once: some seconds' worth, and so many that no shard takes more than a thousand slices. */
export const sliceFor = (perSecond: number, largestShard: number): number =>
  Math.min(
    mostAtOnce,
    Math.max(1, Math.floor(perSecond * sliceSeconds), Math.ceil(largestShard / mostSlices)),
  );
