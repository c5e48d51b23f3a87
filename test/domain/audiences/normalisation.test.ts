import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { google } from '../../../domain/audiences/networks/google/google.ts';
import { linkedin } from '../../../domain/audiences/networks/linkedin/linkedin.ts';
import { meta } from '../../../domain/audiences/networks/meta/meta.ts';
import { tiktok } from '../../../domain/audiences/networks/tiktok/tiktok.ts';
import { normaliseIdentifier } from '../../../domain/people/identity-values.ts';
import { uglyEmails, uglyPhones } from './ugly-identities.ts';

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

  it.each([
    // "Email Specific Normalization", business-api.tiktok.com/portal/docs?id=1739566528222210
    ['local-part.123+suffix@domain.com', 'local-part123@domain.com'],
    // The hash that ads.tiktok.com prints in "How to create a Custom Audience with a customer file"
    ['JaneDoe@gmail.com', 'janedoe@gmail.com'],
  ])('%s is %s to the streaming API of TikTok', (email, normalised) => {
    expect(tiktok.keysOf({ email }).email).toBe(sha256(normalised));
  });

  it("are hashed to TikTok's value, and with the plus that it recommends", () => {
    expect(tiktok.keysOf({ email: 'janedoe@gmail.com' }).email).toBe(
      'd6117306485ed0e50afab3ac871e98f81699151f30281527d63ff5f233656c69',
    );
    expect(tiktok.keysOf({ phone: '+1 (657)777-0000' }).phone).toBe(sha256('+16577770000'));
  });
});

const emailKey = (text: string | null) => (text === null ? {} : { email: sha256(text) });
const phoneKey = (text: string | null) => (text === null ? {} : { phone: sha256(text) });

describe('an ugly address', () => {
  it.each(uglyEmails)(
    '$text is to Meta $metaSdk, unless documented otherwise, and so to LinkedIn',
    (ugly) => {
      const expected = emailKey(ugly.meta ? ugly.meta.ours : ugly.metaSdk);
      expect(meta.keysOf({ email: ugly.text })).toEqual(expected);
      expect(linkedin.keysOf({ email: ugly.text })).toEqual(expected);
    },
  );

  it.each(uglyEmails)('$text is to Google $googleSdk, unless documented otherwise', (ugly) => {
    const expected = emailKey(ugly.google ? ugly.google.ours : ugly.googleSdk);
    expect(google.keysOf({ email: ugly.text })).toEqual(expected);
  });

  it.each(uglyEmails)('$text is to TikTok $tiktok', ({ text, tiktok: expected }) => {
    expect(tiktok.keysOf({ email: text })).toEqual(emailKey(expected));
  });
});

describe('an ugly number', () => {
  it.each(uglyPhones)('$text is to Meta $metaSdk, unless documented otherwise', (ugly) => {
    const expected = phoneKey(ugly.meta ? ugly.meta.ours : ugly.metaSdk);
    expect(meta.keysOf({ phone: ugly.text })).toEqual(expected);
  });

  it.each(uglyPhones)(
    '$text is to Google $googleSdk, unless documented otherwise, and so to TikTok',
    (ugly) => {
      const expected = phoneKey(ugly.google ? ugly.google.ours : ugly.googleSdk);
      expect(google.keysOf({ phone: ugly.text })).toEqual(expected);
      expect(tiktok.keysOf({ phone: ugly.text })).toEqual(expected);
    },
  );

  it('means nothing to LinkedIn', () => {
    expect(linkedin.keysOf({ phone: '+16035550100' })).toEqual({});
  });
});

describe('what a profile keeps of it', () => {
  it.each(uglyPhones)('names the same person as $text', ({ text }) => {
    const kept = normaliseIdentifier('phone', text);
    for (const network of [meta, google, tiktok])
      expect(network.keysOf({ phone: kept })).toEqual(network.keysOf({ phone: text }));
  });

  it.each(uglyEmails.filter(({ text }) => normaliseIdentifier('email', text)))(
    'names the same person as $text, by the name that mail servers know the domain under',
    ({ text }) => {
      const kept = normaliseIdentifier('email', text);
      const punycode = text.replace('bücher', 'xn--bcher-kva');
      for (const network of [meta, google, tiktok, linkedin])
        expect(network.keysOf({ email: kept })).toEqual(network.keysOf({ email: punycode }));
    },
  );
});
