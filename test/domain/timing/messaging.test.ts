import { describe, expect, it } from 'vitest';
import shipped from '#messaging' with { type: 'json' };
import { parseMessaging } from '../../../domain/timing/messaging.ts';

describe('the file of caps and quiet hours', () => {
  it('that is shipped is right', () => {
    expect(parseMessaging(shipped)).toEqual(shipped);
  });

  it('tells each thing that is wrong with it', () => {
    const wrong = {
      caps: [{ most: 0, per: 'P2Y', kinds: [] }],
      quietHours: [{ kinds: ['staff'], channels: ['pigeon'], from: '24:00', to: '8:00', dates: ['25.12.'] }],
      expires: { marketing: 'PT0S' },
      spread: 'PT2H',
      bestHour: 24,
      quiteHours: [],
    };
    expect(() => parseMessaging(wrong)).toThrowErrorMatchingInlineSnapshot(`
      [Error: messaging.json, caps.0.most: must be 1 or more
      messaging.json, caps.0.per: must be an ISO 8601 duration such as "P3D" or "PT48H"
      messaging.json, caps.0.per: must be longer than nothing and at most a year
      messaging.json, caps.0.kinds: at least one kind is needed
      messaging.json, quietHours.0.kinds.0: unknown "staff"; must be one of: marketing, transactional
      messaging.json, quietHours.0.channels.0: unknown "pigeon"; must be one of: email, sms, whatsapp, push, webhook, social
      messaging.json, quietHours.0.from: must be HH:MM, such as "21:00"
      messaging.json, quietHours.0.to: must be HH:MM, such as "08:00"
      messaging.json, quietHours.0.dates.0: must be a date such as 2026-12-25
      messaging.json, expires.marketing: must be longer than nothing and at most a year
      messaging.json, expires.transactional: missing; must be text
      messaging.json, spread: must be at most an hour
      messaging.json, bestHour: must be 0 to 23
      messaging.json, unknown field "quiteHours"; remove it]
    `);
  });
});
