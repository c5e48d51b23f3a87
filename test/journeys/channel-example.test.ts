import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Centre } from './centre.ts';
import { ChannelExample } from './fixtures/channel-example.ts';

const ada = 'ada@example.com';

interface Told {
  readonly method: string;
  readonly url: string;
  readonly body: unknown;
}

describe('the channel that docs/channels.md adds', () => {
  let example: ChannelExample;
  beforeAll(() => {
    example = new ChannelExample();
  });
  afterAll(() => example.remove());

  it('compiles', () => {
    expect(example.complaints()).toBe('');
  }, 240_000);

  it('sends, and gives way to email where it may not', async () => {
    const centre = await Centre.open({ templateDir: example.synth() });
    try {
      await centre.cloud.call('ssm', 'PutParameter', {
        Name: '/onward/channels',
        Value: example.settings,
        Type: 'SecureString',
        Overwrite: true,
      });
      const status = { bookingId: 'b-1', status: 'ready' };
      await centre.appointment(ada, 'Service Status Changed', status);
      expect(centre.inbox(ada)).toEqual(['tell']);

      const identified = await centre.cloud.http('POST', '/v1/identify', {
        headers: { authorization: `Basic ${Buffer.from('sk_local:').toString('base64')}` },
        body: { messageId: 'm-user', userId: 'ada-7', traits: { email: ada } },
      });
      expect(identified.status).toBe(200);
      await centre.cloud.settle();
      await centre.appointment(ada, 'Service Status Changed', status);
      expect(centre.inbox(ada)).toEqual(['tell']);
      const answer = await centre.cloud.http('GET', '/_local/outbound?host=ntfy.example');
      expect((answer.json() as { requests: Told[] }).requests).toMatchObject([
        { method: 'POST', url: 'https://ntfy.example/ada-7', body: expect.stringMatching(/ is ready\.$/) },
      ]);
    } finally {
      await centre.cloud.close();
    }
  }, 240_000);
});
