import type { Client } from '../client.ts';

const secret = { authorization: 'Bearer sk_local' };

const letter = {
  template: 'campaign-letter',
  topic: 'offers',
  data: {
    subject: 'A look at your brakes',
    preheader: 'Free of charge, until Friday.',
    headline: 'Brakes, looked at',
    paragraphs: ['Pads, discs and fluid: a quarter of an hour, and you know.'],
    buttonText: 'Come by',
    buttonLink: '{{ links.booking }}',
    text: 'Brakes, looked at free of charge until Friday.',
  },
};

const reminder = { template: 'oil-change-last-chance' };

/** What campaigns say, and by which channels, the first that a person may be reached on. */
const messages = [
  { ...letter, channels: ['push', 'sms', 'email'] },
  { ...reminder, channels: ['whatsapp', 'sms', 'email'] },
  { ...letter, channels: ['sms', 'email'] },
  { ...reminder, channels: ['social', 'whatsapp', 'email'] },
];

/** Has a campaign reach everybody there is. @param nth which, of those that there are, in turn */
export async function campaigns(client: Client, nth: number): Promise<void> {
  const send = messages[nth % messages.length];
  const made = await client.call('POST', '/v1/campaigns', {
    headers: secret,
    body: { name: `Campaign ${nth}`, to: 'everyone', perSecond: 50, variants: [{ id: 'A', send }] },
  });
  if (made?.status !== 201) return client.note(`made no campaign: ${made?.status} ${made?.body}`);
  const { id } = made.json() as { id: string };
  const begun = await client.call('POST', `/v1/campaigns/${id}/trigger`, {
    headers: { ...secret, 'idempotency-key': `once-${id}` },
  });
  client.note(`campaign ${id}: ${begun?.status}`);
}
