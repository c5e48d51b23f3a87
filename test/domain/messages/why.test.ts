import { expect, it } from 'vitest';
import type { MessageRecord } from '../../../domain/messages/message-record.ts';
import { whyOf } from '../../../domain/messages/why.ts';

const record: MessageRecord = {
  pk: 'PERSON#per_a',
  sk: 'MESSAGE#run_a#offer#0',
  person: 'per_a',
  run: 'run_a',
  journey: 'oil-change-offer',
  step: 'offer',
  visit: 0,
  channel: 'email',
  template: 'oil-change-offer',
  kind: 'marketing',
  status: 'sent',
  claims: 1,
  after: 7,
  at: '2026-11-24T14:00:00.000Z',
};
const until = '2026-11-25T12:00:00.000Z';

it.each<[Partial<MessageRecord>, string]>([
  [{}, 'sent by email: they agreed to it'],
  [
    { why: '2 of 3 marketing messages in 7 days' },
    'sent by email: they agreed to it; 2 of 3 marketing messages in 7 days',
  ],
  [{ kind: 'transactional' }, 'sent by email: it belongs to what they asked for'],
  [
    { kind: 'transactional', template: 'confirm-consent' },
    'sent by email: it asks whether what was ordered with their address is wanted',
  ],
  [
    {
      tried: [
        { channel: 'sms', reason: 'no-address' },
        { channel: 'push', reason: '410 Gone' },
      ],
    },
    'sent by email: they agreed to it; not by sms: nobody knows where they are reached; not by push: 410 Gone',
  ],
  [{ status: 'skipped', reason: 'no-consent' }, 'not sent by email: they have not agreed to it'],
  [
    { status: 'skipped', reason: 'capped', why: '3 of 3 marketing messages in 7 days; next place tomorrow' },
    'not sent by email: 3 of 3 marketing messages in 7 days; next place tomorrow',
  ],
  [
    {
      status: 'held',
      why: 'quiet hours',
      held: [{ at: record.at, until, reason: 'quiet-hours', why: 'quiet hours' }],
    },
    `waits until ${until}: quiet hours`,
  ],
  [{ status: 'failed', reason: 'MessageRejected: no' }, 'refused by email: MessageRejected: no'],
  [{ status: 'unknown' }, 'handed over by email, and nobody knows whether it went out: they agreed to it'],
])('a decision about a message is told in a sentence: %j', (over, sentence) => {
  expect(whyOf({ ...record, ...over })).toBe(sentence);
});
