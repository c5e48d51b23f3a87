import { confirmConsent } from '../../workflows/templates/confirm-consent/confirm-consent.ts';
import type { MessageRecord, Tried } from './message-record.ts';

/** Reasons as the end of a sentence; one that is not here is told as it is, as a provider's own words. */
const inWords: Readonly<Record<string, string>> = {
  'no-consent': 'they have not agreed to it',
  unconfirmed: 'they have not confirmed that they want it',
  unsubscribed: 'they have unsubscribed',
  'no-address': 'nobody knows where they are reached',
  suppressed: 'nothing is sent to their address any more',
  'no-channel': 'the business has not connected it',
  gone: 'nobody is reached there any more',
  'window-closed': 'nothing may go there unless they wrote just before',
  paused: 'they paused marketing',
  'campaign-stopped': 'its campaign was stopped',
  'run-ended': 'its journey was over for them before it could go',
};

const because: Readonly<Record<MessageRecord['kind'], string>> = {
  marketing: 'they agreed to it',
  transactional: 'it belongs to what they asked for',
  staff: 'it is for the business itself',
};

/** Nobody knows yet whether they asked for it: that is what it is sent to find out. */
const asksWhether = 'it asks whether what was ordered with their address is wanted';

const sentBecause = ({ kind, template }: MessageRecord): string =>
  template === confirmConsent.id ? asksWhether : because[kind];

const words = (reason: string | undefined): string => inWords[reason ?? ''] ?? reason ?? 'nobody knows why';

/** `; not by sms: nobody knows where they are reached`. */
const others = (tried: readonly Tried[] = []): string =>
  tried.map(({ channel, reason }) => `; not by ${channel}: ${words(reason)}`).join('');

const decided = (record: MessageRecord): string => {
  const { status, channel, reason, why, held } = record;
  const rules = why === undefined ? '' : `; ${why}`;
  switch (status) {
    case 'held':
      return `waits until ${held?.at(-1)?.until}: ${why}`;
    case 'claimed':
      return `about to be sent by ${channel}: ${sentBecause(record)}${rules}`;
    case 'sent':
      return `sent by ${channel}: ${sentBecause(record)}${rules}`;
    case 'unknown':
      return `handed over by ${channel}, and nobody knows whether it went out: ${sentBecause(record)}${rules}`;
    case 'failed':
      return `refused by ${channel}: ${words(reason)}`;
    case 'skipped':
      return `not sent by ${channel}: ${why ?? words(reason)}`;
  }
};

/** Why a message was sent, or was not, or waits, and by which channels it did not go: one sentence for people. */
export const whyOf = (message: MessageRecord): string => `${decided(message)}${others(message.tried)}`;
