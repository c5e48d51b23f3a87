import { expect, it } from 'vitest';
import { foldMessageReceived } from '../../../domain/people/last-inbound.ts';
import { anEvent, aProfile } from '../segments/language/a-person.ts';

const wrote = (channel: string, timestamp: string, at = timestamp) =>
  anEvent({ name: 'Message Received', properties: { channel }, timestamp, at });

it('is when the person wrote, not when we were told, by each channel', () => {
  const late = wrote('whatsapp', '2026-11-20T09:00:00.000Z', '2026-11-20T15:00:00.000Z');
  const profile = foldMessageReceived(aProfile(), late);
  expect(profile.lastInbound).toEqual({ whatsapp: '2026-11-20T09:00:00.000Z' });
  expect(foldMessageReceived(profile, wrote('sms', '2026-11-20T16:00:00.000Z')).lastInbound).toEqual({
    whatsapp: '2026-11-20T09:00:00.000Z',
    sms: '2026-11-20T16:00:00.000Z',
  });
});

it('is not set back by what is told late, nor put ahead by a wrong clock', () => {
  const profile = foldMessageReceived(aProfile(), wrote('whatsapp', '2026-11-20T09:00:00.000Z'));
  const earlier = wrote('whatsapp', '2026-11-20T08:00:00.000Z', '2026-11-20T10:00:00.000Z');
  expect(foldMessageReceived(profile, earlier).lastInbound).toEqual(profile.lastInbound);
  const ahead = wrote('whatsapp', '2027-01-01T00:00:00.000Z', '2026-11-20T11:00:00.000Z');
  expect(foldMessageReceived(profile, ahead).lastInbound).toEqual({ whatsapp: '2026-11-20T11:00:00.000Z' });
});
