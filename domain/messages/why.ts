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

const words = (reason: string | undefined): string => inWords[reason ?? ''] ?? reason ?? 'nobody knows why';

/** `; not by sms: nobody knows where they are reached`. */
const others = (tried: readonly Tried[] = []): string =>
  tried.map(({ channel, reason }) => `; not by ${channel}: ${words(reason)}`).join('');

const decided = ({ status, channel, kind, reason, why, held }: MessageRecord): string => {
  const rules = why === undefined ? '' : `; ${why}`;
  switch (status) {
    case 'held':
      return `waits until ${held?.at(-1)?.until}: ${why}`;
    case 'claimed':
      return `about to be sent by ${channel}: ${because[kind]}${rules}`;
    case 'sent':
      return `sent by ${channel}: ${because[kind]}${rules}`;
    case 'unknown':
      return `handed over by ${channel}, and nobody knows whether it went out: ${because[kind]}${rules}`;
    case 'failed':
      return `refused by ${channel}: ${words(reason)}`;
    case 'skipped':
      return `not sent by ${channel}: ${why ?? words(reason)}`;
  }
};

/** Why a message was sent, or was not, or waits, and by which channels it did not go: one sentence for people. */
export const whyOf = (message: MessageRecord): string => `${decided(message)}${others(message.tried)}`;
