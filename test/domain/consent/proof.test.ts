import { describe, expect, it } from 'vitest';
import { agentFamily } from '../../../domain/consent/agent-family.ts';
import { proofOf } from '../../../domain/consent/proof.ts';

const key = 'k'.repeat(32);

describe('a proof', () => {
  it('keeps the page without what may be personal in its address', () => {
    expect(proofOf({ page: 'https://shop.example/oil?email=ada@example.com#me' }, key)).toEqual({
      page: 'https://shop.example/oil',
    });
    expect(proofOf({ page: 'javascript:alert(1)' }, key)).toEqual({});
    expect(proofOf({ page: 'not an address' }, key)).toEqual({});
  });

  it('tells an IP address only to who asks about that one and has the key', () => {
    const { ipHash } = proofOf({ ip: '203.0.113.7' }, key);
    expect(ipHash).toMatch(/^[\w-]{27}$/);
    expect(proofOf({ ip: '203.0.113.7' }, key).ipHash).toBe(ipHash);
    expect(proofOf({ ip: '203.0.113.8' }, key).ipHash).not.toBe(ipHash);
    expect(proofOf({ ip: '203.0.113.7' }, 'l'.repeat(32)).ipHash).not.toBe(ipHash);
  });
});

describe('the family of an agent', () => {
  it.each([
    ['Mozilla/5.0 (Linux; Android 16; Pixel 9) Chrome/150.0.0.0 Mobile Safari/537.36', 'Chrome on Android'],
    ['Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Version/19.0 Safari/604.1', 'Safari on iOS'],
    ['Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/150.0.0.0 Safari/537.36 Edg/150.0', 'Edge on Windows'],
    [
      'Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:150.0) Gecko/20100101 Firefox/150.0',
      'Firefox on macOS',
    ],
    ['Mozilla/5.0 (X11; Linux x86_64) Chrome/150.0 Safari/537.36 OPR/120.0', 'Opera on Linux'],
    ['curl/8.0', 'Another program'],
    ['', undefined],
  ])('of %j is %j', (userAgent, family) => {
    expect(agentFamily(userAgent)).toBe(family);
  });
});
