import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { google } from '../../../domain/audiences/networks/google/google.ts';
import { linkedin } from '../../../domain/audiences/networks/linkedin/linkedin.ts';
import { meta } from '../../../domain/audiences/networks/meta/meta.ts';
import { tiktok } from '../../../domain/audiences/networks/tiktok/tiktok.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

describe("the networks' own published examples", () => {
  it("are hashed as Meta's customer information parameters say", () => {
    expect(meta.keysOf({ email: 'John_Smith@gmail.com', phone: '+1 (650)555-1212' })).toEqual({
      email: '62a14e44f765419d10fea99367361a727c12365e2520f32218d505ed9aa0f62f',
      phone: 'e323ec626319ca94ee8bff2e4c87cf613be6ea19919ed1364124e16807ab3176',
    });
    expect(meta.keysOf({ email: 'mary@example.com' }).email).toBe(
      'f1904cf1a9d73a55fa5de0ac823c4403ded71afd4c3248d00bdcd0866552bb79',
    );
  });

  it.each([
    ['cloudy.sanfrancisco+shopping@gmail.com', 'cloudysanfrancisco@gmail.com'],
    ['Cloudy.SanFrancisco@gmail.com', 'cloudysanfrancisco@gmail.com'],
    ['cloudySanFrancisco@GMAIL.com', 'cloudysanfrancisco@gmail.com'],
    ['baklavainthebalkans@gmail.com  ', 'baklavainthebalkans@gmail.com'],
    ['user.name+NYC@Example.com', 'user.name+nyc@example.com'],
    ['quinn@CYMBALGROUP.com', 'quinn@cymbalgroup.com'],
    [' AlexJ@cymbalgroup.com', 'alexj@cymbalgroup.com'],
  ])('%s is %s, as the Data Manager API formats it', (email, normalised) => {
    expect(google.keysOf({ email }).email).toBe(sha256(normalised));
  });

  it("is hashed to Google's value", () => {
    expect(google.keysOf({ email: 'cloudy.sanfrancisco+shopping@gmail.com' }).email).toBe(
      '223ebda6f6889b1494551ba902d9d381daf2f642bae055888e96343d53e9f9c4',
    );
    expect(google.keysOf({ phone: '+1 (800)555-0100' }).phone).toBe(sha256('+18005550100'));
  });

  it("keeps TikTok's plus", () => {
    expect(tiktok.keysOf({ phone: '(+1)2133734253' }).phone).toBe(sha256('+12133734253'));
  });
});

const emails: readonly (readonly [string, string, string])[] = [
  ['Ada@Example.com', 'ada@example.com', 'ada@example.com'],
  ['\tada@example.com\n', 'ada@example.com', 'ada@example.com'],
  ['a.d.a+x+y@googlemail.com', 'a.d.a+x+y@googlemail.com', 'ada@googlemail.com'],
  ['a.d.a@mail.google.com', 'a.d.a@mail.google.com', 'a.d.a@mail.google.com'],
  ['ada @ example.com', 'ada @ example.com', 'ada@example.com'],
  ['ÄDA@example.com', 'äda@example.com', 'äda@example.com'],
];

describe('an ugly address', () => {
  it.each(emails)('%j is %s to Meta, TikTok and LinkedIn, and %s to Google', (email, plain, googles) => {
    for (const network of [meta, tiktok, linkedin])
      expect(network.keysOf({ email })).toEqual({ email: sha256(plain) });
    expect(google.keysOf({ email })).toEqual({ email: sha256(googles) });
  });

  it.each(['', '   ', 'nobody', '@'])('%j is nobody to Google', (email) => {
    expect(google.keysOf({ email })).toEqual({});
  });
});

const phones: readonly (readonly [string, string, string | undefined])[] = [
  ['+16035550100', '16035550100', '+16035550100'],
  ['+1 (603) 555-0100', '16035550100', '+16035550100'],
  ['0044 20 7031 3000', '442070313000', '+442070313000'],
  ['+44 (0)20 7031 3000', '442070313000', '+442070313000'],
  ['+49.151.23456789', '4915123456789', '+4915123456789'],
  ['tel:+81-3-1234-5678', '81312345678', '+81312345678'],
  ['603 555 0100', '6035550100', undefined],
];

describe('an ugly number', () => {
  it.each(phones)('%s is %s to Meta, and %s to Google and TikTok', (phone, digits, e164) => {
    expect(meta.keysOf({ phone })).toEqual({ phone: sha256(digits) });
    for (const network of [google, tiktok])
      expect(network.keysOf({ phone })).toEqual(e164 ? { phone: sha256(e164) } : {});
  });

  it('means nothing to LinkedIn', () => {
    expect(linkedin.keysOf({ phone: '+16035550100' })).toEqual({});
  });
});
