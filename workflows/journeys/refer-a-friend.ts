import { referralCodeIssued } from '../events/referral-code-issued.ts';
import { reviewSubmitted } from '../events/review-submitted.ts';
import { journey } from '../journey.ts';
import { saved } from '../saved.ts';
import { issueReferralCode } from '../steps/issue-referral-code.ts';
import { sendEmail } from '../steps/send-email.ts';

const { code } = saved('referral', referralCodeIssued).properties;

/** Whoever was pleased gets a code of their own for friends. Marketing, so only with consent. */
export const referAFriend = journey({
  id: 'refer-a-friend',
  title: 'Refer a friend',
  topic: 'offers',
  entry: { on: reviewSubmitted, where: { stars: { gte: 4 } }, as: 'review' },
  reEntry: 'ignore',
  steps: [
    issueReferralCode({ id: 'issue-referral-code', as: 'referral' }),
    sendEmail({ id: 'send-referral', template: 'refer-a-friend', data: { code } }),
  ],
});
