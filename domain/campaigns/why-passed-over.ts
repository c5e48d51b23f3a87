import type { PassedOver } from './may-reach.ts';

const inWords: Readonly<Partial<Record<PassedOver, string>>> = {
  'no-consent': 'they have not agreed to it',
  unconfirmed: 'they have not confirmed that they want it',
  unsubscribed: 'they have unsubscribed',
  'no-address': 'nobody knows where they are reached',
  suppressed: 'nothing is sent to their address any more',
  unknown: 'they are not known any more',
  'reached-already': 'they were reached as another whom they were merged with',
};

/** Why people are passed over, as the end of a sentence. */
export const whyPassedOver = (reason: string): string => inWords[reason as PassedOver] ?? reason;
