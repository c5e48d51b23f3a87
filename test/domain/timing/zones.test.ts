import { describe, expect, it } from 'vitest';
import { zonesOf } from '../../../domain/timing/zones.ts';

const business = 'America/New_York';
const of = (traits: Readonly<Record<string, unknown>>, phone?: string) =>
  zonesOf({ traits, identifiers: phone ? { phone: [phone] } : {} }, business, new Date('2026-11-24'));

describe('the zone of a person', () => {
  it('is their own where it is known', () => {
    expect(of({ timezone: 'Asia/Kolkata' }, '+4915112345678')).toEqual({
      names: ['Asia/Kolkata'],
      by: 'their time zone',
    });
    expect(of({ timezone: 'Mars/Olympus' })).toEqual({ names: [business], by: 'the business' });
  });

  it.each([
    ['+4915112345678', 'Europe/Berlin'],
    ['+447400123456', 'Europe/London'],
    ['+819012345678', 'Asia/Tokyo'],
    ['+919812345678', 'Asia/Calcutta'],
    ['+18765550100', 'America/Jamaica'],
  ])('is that of the country of their phone number %s', (phone, zone) => {
    expect(of({}, phone)).toEqual({ names: [zone], by: 'their phone number' });
  });

  it('may be one of two that lie close together', () => {
    expect(of({}, '+34612345678').names).toEqual(['Europe/Madrid', 'Atlantic/Canary']);
    expect(of({}, '+6421345678').names).toEqual(['Pacific/Auckland', 'Pacific/Chatham']);
    expect(of({ address: { country: 'US', state: 'TN' } })).toEqual({
      names: ['America/Chicago', 'America/New_York'],
      by: 'their address',
    });
  });

  it.each([
    [{ address: { country: 'United States', state: 'New Hampshire' } }, 'America/New_York'],
    [{ address: { country: 'USA', state: 'ca' } }, 'America/Los_Angeles'],
    [{ address: { country: 'CA', region: 'SK' } }, 'America/Regina'],
    [{ country: 'Deutschland' }, 'Europe/Berlin'],
    [{ country: 'fr', state: 'Bretagne' }, 'Europe/Paris'],
    [{ address: { country: 'AU', state: 'WA' } }, 'Australia/Perth'],
  ])('is that of their address: %j', (traits, zone) => {
    expect(of(traits).names[0]).toBe(zone);
    expect(of(traits).by).toBe('their address');
  });

  it('is that of their address rather than of an area code, which people keep when they move', () => {
    expect(of({ address: { country: 'US', state: 'HI' } }, '+16035550100')).toMatchObject({
      names: ['Pacific/Honolulu'],
    });
    expect(of({}, '+12135550100')).toEqual({ names: ['America/Los_Angeles'], by: 'their phone number' });
    expect(of({}, '+14165550100')).toEqual({ names: ['America/Toronto'], by: 'their phone number' });
  });

  it.each([[{ country: 'US' }], [{ country: 'Atlantis' }], [{ country: 42 }], [{ address: null }], [{}]])(
    'is the business’s where nothing tells it: %j',
    (traits) => {
      expect(of(traits, '+12085550100')).toEqual({ names: [business], by: 'the business' });
    },
  );
});
