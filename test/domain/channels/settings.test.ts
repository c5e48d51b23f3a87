import type { SSMClient } from '@aws-sdk/client-ssm';
import { describe, expect, it } from 'vitest';
import { ChannelSettings } from '../../../domain/channels/settings.ts';
import { pageSchema } from '../../../domain/channels/social/social.ts';
import { endpointsSchema } from '../../../domain/channels/webhook/endpoints.ts';

const at = (minutes: number) => new Date(Date.UTC(2026, 10, 24, 9, minutes));
const page = (accessToken: unknown) => JSON.stringify({ social: { accessToken } });

/** The parameter's value at each reading, the last one for ever; an error is thrown. */
function connected(...values: readonly (string | Error)[]) {
  let reads = 0;
  const send = async () => {
    const value = values[Math.min(reads, values.length - 1)];
    reads += 1;
    if (value instanceof Error) throw value;
    return { Parameter: { Value: value } };
  };
  const settings = new ChannelSettings({ send } as Pick<SSMClient, 'send'> as SSMClient, '/onward/channels');
  return {
    social: settings.part('social', pageSchema),
    webhook: settings.part('webhook', endpointsSchema),
    reads: () => reads,
  };
}

describe('what the owner connected', () => {
  it('is read once for all channels, and again after five minutes', async () => {
    const { social, webhook, reads } = connected(page('one'), page('two'));
    expect(await social(at(0))).toEqual({ accessToken: 'one' });
    expect(await webhook(at(1))).toBeUndefined();
    expect(await social(at(4))).toEqual({ accessToken: 'one' });
    expect(reads()).toBe(1);
    expect(await social(at(5))).toEqual({ accessToken: 'two' });
  });

  it('is nothing where the owner made no such parameter', async () => {
    const missing = Object.assign(new Error('none'), { name: 'ParameterNotFound' });
    expect(await connected(missing).social(at(0))).toBeUndefined();
  });

  it.each([
    ['{"social": {"accessToken": "sec', '/onward/channels: is no JSON'],
    ['["secret"]', '/onward/channels: is a list; must be an object'],
    [page(''), '/onward/channels: social: accessToken: must be a page’s access token'],
    [page(7), '/onward/channels: social: accessToken: must be a page’s access token'],
  ])('is told by its place, and never by its value, where it cannot be read: %s', async (value, message) => {
    await expect(connected(value).social(at(0))).rejects.toThrow(new Error(message));
  });

  it('is read again at once after it could not be', async () => {
    const { social } = connected('{', page('mended'));
    await expect(social(at(0))).rejects.toThrow('is no JSON');
    expect(await social(at(0))).toEqual({ accessToken: 'mended' });
  });
});
