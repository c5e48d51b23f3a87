import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Centre, monday } from './centre.ts';

const phone = '+16035550100';

/** What SNS hands to the function, as AWS documents it for each service. */
describe('a message from a telephone', () => {
  let centre: Centre;

  beforeEach(async () => {
    centre = await Centre.open();
  });
  afterEach(() => centre.cloud.close());

  const told = async (message: unknown) => {
    const Sns = {
      Type: 'Notification',
      MessageId: 'sns-1',
      TopicArn: 'arn:aws:sns:us-east-1:123456789012:onward-sms-inbound',
      Message: typeof message === 'string' ? message : JSON.stringify(message),
      Timestamp: new Date(monday).toISOString(),
    };
    const answer = await centre.cloud.call('lambda', 'Invoke', {
      FunctionName: 'onward-inbound',
      Payload: { Records: [{ EventSource: 'aws:sns', Sns }] },
    });
    await centre.cloud.settle();
    return answer as { FunctionError?: string };
  };

  const text = (inboundMessageId: string, messageBody: string, more: object = {}) =>
    told({
      originationNumber: phone,
      destinationNumber: '+12065550100',
      messageKeyword: 'KEYWORD_12065550100',
      messageBody,
      inboundMessageId,
      ...more,
    });

  const whatsapp = (value: object) =>
    told({
      context: { MetaWabaIds: [{ wabaId: '1', arn: 'arn' }], MetaPhoneNumberIds: [] },
      whatsAppWebhookEntry: JSON.stringify({ id: '1', changes: [{ field: 'messages', value }] }),
      aws_account_id: '123456789012',
      message_timestamp: new Date(monday).toISOString(),
      messageId: 'aws-1',
    });

  const received = async () => {
    const path = `/v1/people/phone:${encodeURIComponent(phone)}/timeline?limit=200`;
    const { items } = await centre.get<{ items: { name: string; properties: object }[] }>(path);
    return items.filter(({ name }) => name === 'Message Received').map(({ properties }) => properties);
  };

  it('by SMS makes a person by their number, and is recorded once', async () => {
    await text('sms-1', 'Yes please');
    await text('sms-1', 'Yes please');
    const [message, ...others] = await received();
    expect(others).toEqual([]);
    expect(message).toMatchObject({ channel: 'sms', from: phone, sender: 'person', text: 'Yes please' });
  });

  it('that says STOP is heeded at once and answered once, until START, and is no part of a conversation', async () => {
    const consents = async () => {
      const path = `/v1/people/phone:${encodeURIComponent(phone)}`;
      const { consents: all } = await centre.get<{ consents: object[] }>(path);
      return all;
    };
    const refused = { channel: 'sms', state: 'withdrawn', source: 'stop' };
    await text('sms-3', ' Stop. ');
    await text('sms-3', ' Stop. ');
    expect(await consents()).toMatchObject([refused]);
    await text('sms-4', 'START');
    expect(await consents()).toEqual([]);
    expect(await received()).toEqual([]);
    await text('sms-5', 'help');
    expect(await received()).toEqual([]);
    const answers = centre.cloud.messages({ to: phone, channel: 'sms' }).map((each) => each.text);
    expect(answers).toEqual([
      expect.stringContaining('You are unsubscribed'),
      expect.stringContaining('You get our messages here again'),
      expect.stringContaining('Reply STOP to opt out'),
    ]);
  });

  it('that says STOP five times in a row is answered once, and again after START or another time', async () => {
    for (const nth of [1, 2, 3, 4, 5]) await text(`sms-stop-${nth}`, 'STOP');
    const answers = () => centre.cloud.messages({ to: phone, channel: 'sms' }).length;
    expect(answers()).toBe(1);
    await text('sms-start', 'START');
    await text('sms-stop-again', 'STOP');
    expect(answers()).toBe(3);
    await centre.cloud.advance('PT10M');
    await text('sms-stop-6', 'STOP');
    expect(answers()).toBe(4);
  });

  it('that says STOP five times at once is answered once', async () => {
    await Promise.all([1, 2, 3, 4, 5].map((nth) => text(`sms-stop-${nth}`, 'STOP')));
    expect(centre.cloud.messages({ to: phone, channel: 'sms' })).toHaveLength(1);
  });

  it('by WhatsApp that is a keyword is answered there, in the language of who wrote it', async () => {
    const headers = { authorization: `Basic ${Buffer.from('sk_local:').toString('base64')}` };
    const traits = { phone, locale: 'de-AT' };
    await centre.cloud.http('POST', '/v1/identify', { headers, body: { userId: 'ada', traits } });
    await centre.cloud.settle();
    for (const words of ['Stop', 'Stop', 'START', 'Hilfe']) {
      const body = { channel: 'whatsapp', from: phone, text: words };
      expect((await centre.cloud.http('POST', '/_local/inbound', { body })).status).toBe(200);
      await centre.cloud.settle();
    }
    expect(centre.cloud.messages({ to: phone })).toMatchObject([
      { channel: 'whatsapp', text: expect.stringContaining('Sie sind abgemeldet') },
      { channel: 'whatsapp', text: expect.stringContaining('Sie bekommen hier wieder') },
      { channel: 'whatsapp', text: expect.stringContaining('Mit STOP melden Sie sich ab') },
    ]);
    expect(await received()).toEqual([]);

    const late = { from: phone.slice(1), id: 'wamid.late', timestamp: String(monday / 1000 - 86_400) };
    await whatsapp({ messages: [{ ...late, type: 'text', text: { body: 'HELP' } }] });
    expect(centre.cloud.messages({ to: phone, channel: 'whatsapp' })).toHaveLength(3);
    expect(await received()).toMatchObject([{ channel: 'whatsapp', text: 'HELP' }]);
  });

  it('comes by the number that the owner leases, and reaches the timeline', async () => {
    const send = (channel: string, words: string) =>
      centre.cloud.http('POST', '/_local/inbound', { body: { channel, from: phone, text: words } });
    expect((await send('sms', 'Is it ready?')).status).toBe(200);
    expect((await send('whatsapp', 'Hello?')).status).toBe(200);
    await centre.cloud.settle();
    expect(await received()).toMatchObject([
      { channel: 'sms', text: 'Is it ready?' },
      { channel: 'whatsapp', text: 'Hello?' },
    ]);
  });

  it('from a short code is put aside', async () => {
    await text('sms-2', 'You won', { originationNumber: '72975' });
    const { items } = await centre.get<{ items: object[] }>('/v1/quarantine');
    expect(items).toMatchObject([
      { channel: 'sms', from: '72975', reason: 'it comes from no telephone number' },
    ]);
  });

  it('by WhatsApp is the same person’s as by SMS, in a conversation of its own', async () => {
    await text('sms-1', 'one');
    const message = { from: phone.slice(1), id: 'wamid.1', timestamp: String(monday / 1000) };
    await whatsapp({
      contacts: [{ profile: { name: 'Ada' }, wa_id: phone.slice(1) }],
      messages: [{ ...message, type: 'text', text: { body: 'two' } }],
    });
    const [sms, wa] = (await received()) as { thread: string }[];
    expect(wa).toMatchObject({ channel: 'whatsapp', from: phone, text: 'two' });
    expect(wa?.thread).not.toBe(sms?.thread);
  });

  it('by WhatsApp may be a button, a choice, a picture or a reaction', async () => {
    const of = (id: string, more: object) => ({
      from: phone.slice(1),
      id,
      timestamp: String(monday / 1000),
      ...more,
    });
    await whatsapp({
      messages: [
        of('1', { type: 'button', button: { text: 'Book', payload: 'BOOK' } }),
        of('2', {
          type: 'interactive',
          interactive: { type: 'list_reply', list_reply: { id: 'SLOT_2', title: 'Tue 10:00' } },
        }),
        of('3', { type: 'image', image: { caption: 'My car', mime_type: 'image/jpeg', id: 'x' } }),
        of('4', { type: 'reaction', reaction: { emoji: '👍', message_id: 'wamid.0' } }),
        of('5', { type: 'unsupported', errors: [{ code: 131051 }] }),
        'nonsense',
      ],
    });
    expect(await received()).toMatchObject([
      { text: 'Book', payload: 'BOOK' },
      { text: 'Tue 10:00', payload: 'SLOT_2' },
      { text: 'My car', attachments: [{ contentType: 'image/jpeg' }] },
      { text: '👍' },
      { text: '' },
    ]);
  });

  it.each([
    ['what became of our own messages', { statuses: [{ id: 'wamid.0', status: 'delivered' }] }],
    ['nothing', {}],
  ])('is not looked for in a notice of %s', async (_what, value) => {
    expect(await whatsapp(value)).not.toHaveProperty('FunctionError');
  });

  it.each([
    '',
    'not json',
    '{"whatsAppWebhookEntry":"{"}',
    '[]',
    '{"notificationType":"AmazonSnsSubscriptionSucceeded"}',
  ])('takes %j for what it is: nothing of a person’s', async (message) => {
    expect(await told(message)).not.toHaveProperty('FunctionError');
  });
});
