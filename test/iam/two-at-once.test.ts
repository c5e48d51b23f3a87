import { expect, it } from 'vitest';
import { Centre } from '../journeys/centre.ts';

const ada = 'ada@example.com';
const host = 'datamanager.googleapis.com';

/** The only way to the grant with which sync-audience notes that nobody knows whom a network heard last. */
it('two answers of a network about one person at once have it asked anew', async () => {
  const centre = await Centre.open();
  const { cloud } = centre;
  const answers = [
    { requestId: 'r-1' },
    { requestStatusPerDestination: [{ requestStatus: 'SUCCESS' }] },
    { requestStatusPerDestination: [{ requestStatus: 'SUCCESS' }] },
  ];
  for (const body of answers) cloud.faults.add({ host, status: 200, body, times: 1 });
  await centre.consents(ada, 'email', 'ads');
  await centre.claims(ada);
  await cloud.advance('P3DT5M');

  // The same member, spelt in two ways: two messages of one batch that are not known to be the same.
  const { id: person } = await centre.get<{ id: string }>(`/v1/people/email:${ada}`);
  for (const space of [0, 1])
    await cloud.call('sqs', 'SendMessage', {
      QueueUrl: `${cloud.awsOrigin}/123456789012/onward-audiences`,
      MessageBody: JSON.stringify({ v: 1, person, audience: 'oil-change-retargeting' }, null, space),
    });
  await cloud.advance('PT2H');

  const asked = (await cloud.http('GET', `/_local/outbound?host=${host}`)).json() as {
    requests: { url: string }[];
  };
  expect(asked.requests.filter(({ url }) => url.endsWith(':ingest'))).toHaveLength(2);
  await cloud.close();
});
