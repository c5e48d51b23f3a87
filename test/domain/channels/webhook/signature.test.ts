import { Webhook } from 'standardwebhooks';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { endpointsSchema } from '../../../../domain/channels/webhook/endpoints.ts';
import { secretKey, signatureHeaders } from '../../../../domain/channels/webhook/signature.ts';

const secret = `whsec_${Buffer.alloc(32, 1).toString('base64')}`;
const next = `whsec_${Buffer.alloc(24, 2).toString('base64')}`;
const other = `whsec_${Buffer.alloc(32, 3).toString('base64')}`;
const now = new Date('2026-11-23T14:00:00.900Z');
const body = '{"name":"Zoë"}';
const signed = (...secrets: string[]) =>
  signatureHeaders(
    { id: 'msg_1', at: now, body },
    secrets.map((each) => secretKey(each) ?? Buffer.alloc(0)),
  );

describe('a call’s signature', () => {
  beforeEach(() => {
    vi.useFakeTimers({ now, toFake: ['Date'] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('is what receivers verify with the standard’s own library', () => {
    expect(new Webhook(secret).verify(body, signed(secret))).toEqual({ name: 'Zoë' });
    expect(() => new Webhook(other).verify(body, signed(secret))).toThrow('No matching signature');
    expect(() => new Webhook(secret).verify(`${body} `, signed(secret))).toThrow('No matching signature');
  });

  it('is there for the old and the new secret while one is changed for the other', () => {
    for (const each of [secret, next])
      expect(new Webhook(each).verify(body, signed(next, secret))).toEqual({ name: 'Zoë' });
  });
});

describe('the owner’s list of endpoints', () => {
  const endpoint = { id: 'crm', url: 'https://crm.example/hooks', secrets: [secret] };
  const complaint = (over: object) =>
    endpointsSchema
      .safeParse([{ ...endpoint, ...over }])
      .error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);

  it('may have two secrets each', () => {
    expect(complaint({ secrets: [secret, next] })).toBeUndefined();
  });

  it.each([
    [{ id: 'My CRM' }, '0.id: must be 1 to 40 of a-z 0-9 -'],
    [{ url: 'http://crm.example' }, '0.url: must be an https address without a user name'],
    [{ url: 'https://me:secret@crm.example' }, '0.url: must be an https address without a user name'],
    [{ url: 'crm' }, '0.url: must be an https address without a user name'],
    [{ secrets: [] }, '0.secrets: must name a secret'],
    [{ secrets: [secret, next, other] }, '0.secrets: must be two at most'],
    [{ secrets: ['whsec_short'] }, '0.secrets.0: must be whsec_ and 24 to 64 random bytes in base64'],
    [{ secrets: [secret.slice(6)] }, '0.secrets.0: must be whsec_ and 24 to 64 random bytes in base64'],
  ])('is refused by field: %j', (over, said) => {
    expect(complaint(over)).toEqual([said]);
  });
});
