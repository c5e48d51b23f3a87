import type { Client } from '../client.ts';

const day = 86_400_000;
const secret = { authorization: 'Bearer sk_local' };

/** For how long, in milliseconds. Calls that need to be repeated take hours, and the story is to end. */
const staysFor = 16 * day;

/** Staff, who answer every other day whatever waits for them. */
export async function answerConversations(client: Client): Promise<void> {
  const until = client.now + staysFor;
  while (client.now < until) {
    await client.pause(2 * day);
    const open = await client.call('GET', '/v1/conversations?status=open&limit=100', { headers: secret });
    const { items } = (open?.status === 200 ? open.json() : { items: [] }) as { items: { id: string }[] };
    for (const { id } of items) if (client.now < until) await answerConversation(client, id);
  }
}

async function answerConversation(client: Client, id: string): Promise<void> {
  const shown = await client.call('GET', `/v1/conversations/${id}`, { headers: secret });
  if (shown?.status !== 200) return;
  const { lastSeen } = shown.json() as { lastSeen: string };
  const answer = await client.call('POST', `/v1/conversations/${id}/messages`, {
    headers: { ...secret, 'idempotency-key': `answer-${id}-${lastSeen}` },
    body: { text: 'Yes, for the whole day.', by: 'Grace', lastSeen },
  });
  client.note(`answered ${id}: ${answer?.status}`);
}
