import { Analytics } from '@segment/analytics-node';
import { expect, it } from 'vitest';
import { IngestRig } from './ingest-rig.ts';

interface ClientRequest {
  readonly url: string;
  readonly method: string;
  readonly headers: Record<string, string>;
  readonly body: string;
}

it("takes what Segment's own Node client sends", async () => {
  const rig = new IngestRig();
  const analytics = new Analytics({
    writeKey: 'sk_local',
    host: 'http://localhost:3000',
    httpClient: {
      async makeRequest({ url, method, headers, body }: ClientRequest) {
        const { authorization = '' } = Object.fromEntries(
          Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
        );
        const answer = await rig.request(`${method} ${new URL(url).pathname}`, body, {
          headers: { authorization },
        });
        return new Response(answer.body ?? '', { status: answer.statusCode ?? 0 });
      },
    },
  });
  const failures: unknown[] = [];
  analytics.on('error', (error) => failures.push(error));
  analytics.identify({ userId: 'u1', traits: { email: 'ada@example.com' } });
  analytics.track({ userId: 'u1', event: 'Offer Claimed', properties: { offer: 'oil-change' } });
  analytics.page({ anonymousId: 'laptop', name: 'Offers' });
  analytics.group({ userId: 'u1', groupId: 'fleet' });
  analytics.alias({ userId: 'u1', previousId: 'laptop' });
  analytics.screen({ userId: 'u1', name: 'Home' });
  await analytics.closeAndFlush();
  expect(failures).toEqual([]);
  expect(rig.sent.map(({ name }) => name)).toEqual([
    'Identified',
    'Offer Claimed',
    'Page Viewed',
    'Group Joined',
    'Alias Added',
    'Screen Viewed',
  ]);
  expect(rig.sent[0]).toMatchObject({ key: 'sk', source: 'server', traits: { email: 'ada@example.com' } });
});
