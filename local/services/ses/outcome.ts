import { domainOf } from './address.ts';

/** What becomes of a message to one recipient. */
export type Outcome =
  | { readonly kind: 'delivered' }
  | {
      readonly kind: 'bounced';
      readonly subType: string;
      readonly status: string;
      readonly diagnostic: string;
    }
  | { readonly kind: 'complained' };

const unknownUser: Outcome = {
  kind: 'bounced',
  subType: 'General',
  status: '5.1.1',
  diagnostic: 'smtp; 550 5.1.1 user unknown',
};

const suppressed: Outcome = {
  kind: 'bounced',
  subType: 'Suppressed',
  status: '5.1.1',
  diagnostic:
    'Amazon SES has suppressed sending to this address because it has a recent history of bouncing as an invalid address.',
};

const simulated: Readonly<Record<string, Outcome>> = {
  bounce: unknownUser,
  suppressionlist: suppressed,
  complaint: { kind: 'complained' },
};

/** SES's mailbox simulator decides by the address (a `+label` is allowed); everybody else gets their mail. */
export function outcomeFor(address: string): Outcome {
  if (domainOf(address) !== 'simulator.amazonses.com') return { kind: 'delivered' };
  const [local = ''] = address.toLowerCase().split(/[+@]/);
  return simulated[local] ?? { kind: 'delivered' };
}

/** An address on the account's own suppression list. */
export const onAccountList: Outcome = {
  kind: 'bounced',
  subType: 'OnAccountSuppressionList',
  status: '5.1.1',
  diagnostic:
    'Amazon SES did not send the message to this address because it is on the suppression list for your account.',
};
