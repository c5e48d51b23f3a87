import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CapturedMessage } from '../../local/capture.ts';
import { Centre } from './centre.ts';

const ada = 'ada@example.com';

interface Item {
  readonly name: string;
  readonly properties: Readonly<Record<string, unknown>>;
}

describe('an answer by email', () => {
  let centre: Centre;
  let offer: CapturedMessage;

  beforeEach(async () => {
    centre = await Centre.open();
    await centre.consents(ada, 'email');
    await centre.claims(ada);
    offer = centre.cloud.messages({ to: ada })[0]!;
  });
  afterEach(() => centre.cloud.close());

  const mail = async (message: Readonly<Record<string, unknown>>) => {
    const answer = await centre.cloud.http('POST', '/_local/inbound', {
      body: { channel: 'email', ...message },
    });
    if (answer.status === 200) await centre.cloud.settle();
    return answer;
  };

  const answers = (message: Readonly<Record<string, unknown>>) =>
    mail({
      from: `Ada <${ada}>`,
      to: offer.headers['Reply-To'],
      subject: `Re: ${offer.subject}`,
      ...message,
    });

  const received = async (person = `email:${encodeURIComponent(ada)}`) => {
    const { items } = await centre.get<{ items: Item[] }>(`/v1/people/${person}/timeline?limit=200`);
    return items.filter(({ name }) => name === 'Message Received').map(({ properties }) => properties);
  };

  const quarantine = () =>
    centre.get<{ items: Record<string, unknown>[]; next: string | null }>('/v1/quarantine');

  it('is on the timeline, with what it answers and without what it quotes', async () => {
    await answers({
      text: 'Yes please, Tuesday.\n\nOn Mon, 23 Nov 2026 at 09:00, Harbour wrote:\n> 20% off\n',
      inReplyTo: offer.providerId,
    });
    const [message, ...others] = await received();
    expect(others).toEqual([]);
    expect(message).toMatchObject({
      channel: 'email',
      sender: 'person',
      from: ada,
      text: 'Yes please, Tuesday.',
      subject: `Re: ${offer.subject}`,
      inReplyTo: { journey: 'oil-change-offer', run: offer.run, step: 'send-offer', visit: 1 },
      attachments: [],
      thread: expect.stringMatching(/^thr_[a-z2-7]{24}_[a-z2-7]{16}$/),
      messageId: expect.stringMatching(/^<.+@example\.com>$/),
      kept: expect.stringMatching(/^mail\//),
    });
    expect(message).not.toHaveProperty('automatic');
  });

  it('goes to an address that fits into mail, and that nobody can make up', async () => {
    const [, address = ''] = /<(.+)>/.exec(offer.headers['Reply-To'] ?? '') ?? [];
    const [local = '', domain] = address.split('@');
    expect(domain).toBe('reply.harbour-auto-care.example');
    expect(local.length).toBeLessThanOrEqual(64);
    const forged = `${local.slice(0, -1)}${local.endsWith('a') ? 'b' : 'a'}@${domain}`;
    await mail({ from: 'eve@elsewhere.example', to: forged, text: 'book me' });
    expect(await received()).toEqual([]);
  });

  it('is of the same conversation as others about the same run, and recorded once however often it is told', async () => {
    await answers({ text: 'one' });
    await answers({ text: 'two' });
    const [one, two] = await received();
    expect([one?.text, two?.text]).toEqual(['one', 'two']);
    expect(two?.thread).toBe(one?.thread);
  });

  it('from another address is kept with its person, and marked as not theirs', async () => {
    await answers({ from: 'partner@elsewhere.example', text: 'She says yes' });
    expect(await received()).toMatchObject([{ sender: 'other', from: 'partner@elsewhere.example' }]);
  });

  it('from their address is not believed where nobody vouches for it', async () => {
    await answers({ text: 'me', dmarc: 'GRAY', dkim: 'GRAY', spf: 'GRAY' });
    expect(await received()).toMatchObject([{ sender: 'other', from: ada }]);
  });

  it.each([
    ['two From headers', `From: ${ada}\r\nFrom: eve@elsewhere.example`],
    ['one that hides behind a space', `From : ${ada}\r\nFrom: eve@elsewhere.example`],
    ['two authors', `From: ${ada}, eve@elsewhere.example`],
    ['a group of authors', `From: us: ${ada}, eve@elsewhere.example;`],
    ['two addresses of one author', `From: <${ada}> <eve@elsewhere.example>`],
  ])('with %s is nobody’s, whichever of them its domain vouched for', async (_what, from) => {
    const to = 'hello@reply.harbour-auto-care.example';
    for (const recipient of [to, offer.headers['Reply-To']])
      await mail({ from: 'eve@elsewhere.example', to: recipient, raw: `${from}\r\n\r\nbook me` });
    expect(await received()).toMatchObject([{ sender: 'other' }]);
  });

  it.each([`"Lovelace, Ada; \\"A\\"" <${ada}>`, `Ada Lovelace <${ada}>`, `<${ada}>`, ada])(
    'is theirs however they write their name: %s',
    async (from) => {
      await mail({ from: ada, to: offer.headers['Reply-To'], raw: `From: ${from}\r\n\r\nbook me` });
      expect(await received()).toMatchObject([{ sender: 'person', from: ada }]);
    },
  );

  it('without our address finds its person by From, and the run by the message that it answers', async () => {
    const to = 'hello@reply.harbour-auto-care.example';
    await mail({ from: ada, to, text: 'Hello?', inReplyTo: offer.providerId });
    expect(await received()).toMatchObject([{ sender: 'person', inReplyTo: { run: offer.run } }]);
  });

  it('finds by In-Reply-To what went to who was merged into its person since', async () => {
    await centre.consents('lovelace@example.com', 'email');
    const merged = await centre.cloud.http('POST', '/v1/people/email:lovelace@example.com/merge', {
      headers: { authorization: 'Bearer sk_local' },
      body: { other: `email:${ada}` },
    });
    expect(merged.status).toBe(200);
    await centre.cloud.settle();
    const to = 'hello@reply.harbour-auto-care.example';
    await mail({ from: ada, to, text: 'Hello?', inReplyTo: offer.providerId });
    expect(await received()).toMatchObject([{ sender: 'person', inReplyTo: { run: offer.run } }]);
  });

  it('of somebody new makes a person, if the domain vouches for the address', async () => {
    const to = 'hello@reply.harbour-auto-care.example';
    await mail({ from: 'bob@example.org', to, text: 'Do you do brakes?' });
    expect(await received('email:bob@example.org')).toMatchObject([
      { sender: 'person', text: 'Do you do brakes?' },
    ]);
    await mail({ from: 'eve@example.org', to, text: 'I am Eve', dmarc: 'GRAY', dkim: 'GRAY', spf: 'GRAY' });
    const answer = await centre.cloud.http('GET', '/v1/people/email:eve@example.org', {
      headers: { authorization: 'Bearer sk_local' },
    });
    expect(answer.status).toBe(404);
  });

  it('by a machine says so, and so does what comes faster than a person writes', async () => {
    await answers({ text: 'I am away', headers: { 'Auto-Submitted': 'auto-replied' } });
    await answers({ text: 'Ich bin nicht da', subject: 'Abwesenheitsnotiz: Angebot' });
    for (let sent = 0; sent < 20; sent += 1) await answers({ text: `${sent}` });
    const all = await received();
    expect(all.map(({ automatic = false }) => automatic)).toEqual([
      true,
      true,
      ...Array.from({ length: 18 }, () => false),
      true,
      true,
    ]);
  });

  it.each([
    ['spam', { spam: 'FAIL' }, 'spam'],
    ['with a virus', { virus: 'FAIL' }, 'a virus'],
    ['which its domain denies', { dmarc: 'FAIL' }, 'DMARC'],
    ['from a server that may not send it', { spf: 'FAIL', dkim: 'GRAY', dmarc: 'GRAY' }, 'SPF'],
    ['too large', { text: 'x'.repeat(8 * 1024 * 1024) }, 'larger than 10485760 bytes'],
    [
      'nested without an end',
      {
        raw: `Content-Type: multipart/mixed; boundary=b0\r\n\r\n${Array.from(
          { length: 5_000 },
          (_, level) => `--b${level}\r\nContent-Type: multipart/mixed; boundary=b${level + 1}\r\n\r\n`,
        ).join('')}`,
      },
      'it cannot be read: Maximum MIME nesting depth',
    ],
    [
      'with headers without an end',
      { raw: `X: ${'y'.repeat(300 * 1024)}\r\n\r\nhello` },
      'it cannot be read: Maximum header size',
    ],
  ])('%s is put aside, with the reason, and is on no timeline', async (_what, bad, reason) => {
    await answers({ text: 'hello', ...bad });
    expect(await received()).toEqual([]);
    const { items } = await quarantine();
    expect(items).toEqual([
      expect.objectContaining({ channel: 'email', reason: expect.stringContaining(reason), from: ada }),
    ]);
  });

  it('shows what was put aside to secret keys alone, page by page', async () => {
    for (let sent = 0; sent < 3; sent += 1) {
      await answers({ text: 'x', subject: `no ${sent}`, spam: 'FAIL' });
      await centre.cloud.advance('PT1S');
    }
    const first = await centre.get<{ items: { at: string }[]; next: string }>('/v1/quarantine?limit=2');
    const second = await centre.get<{ items: { at: string }[]; next: null }>(
      `/v1/quarantine?limit=2&cursor=${first.next}`,
    );
    const times = [...first.items, ...second.items].map(({ at }) => at);
    expect(times).toEqual([...times].sort().reverse());
    expect(new Set(times).size).toBe(3);
    expect(second.next).toBeNull();
    for (const authorization of [undefined, 'Bearer wk_local']) {
      const { status } = await centre.cloud.http('GET', '/v1/quarantine', {
        ...(authorization && { headers: { authorization } }),
      });
      expect(status).toBe(authorization ? 403 : 401);
    }
    const wrong = await centre.cloud.http('GET', '/v1/quarantine?cursor=nonsense', {
      headers: { authorization: 'Bearer sk_local' },
    });
    expect(wrong.status).toBe(400);
  });

  it('that is hostile is text and nothing else', async () => {
    const text = `<script>alert(1)</script> {{ person.email }} \u202egnp.exe \u0000\u001b[31m ${'🙂'.repeat(5000)}`;
    const filename = '../../etc/passwd\r\nBcc: all@example.com<script>';
    const raw = [
      `From: "<script>" <${ada}>`,
      'Subject: =?UTF-8?B?SGkNCkJjYzogZXZlQGV4YW1wbGUub3Jn?=',
      'Content-Type: multipart/mixed; boundary=b',
      '',
      '--b',
      'Content-Type: text/plain; charset=utf-8',
      'Content-Transfer-Encoding: base64',
      '',
      Buffer.from(text).toString('base64'),
      '--b',
      `Content-Type: application/x-msdownload; name*=utf-8''${encodeURIComponent(filename)}`,
      'Content-Disposition: attachment',
      '',
      'MZ',
      '--b--',
    ].join('\r\n');
    await answers({ raw });
    const [message] = await received();
    const told = message as { text: string; subject: string; attachments: { filename: string }[] };
    expect(told.text).toContain('<script>alert(1)</script> {{ person.email }} gnp.exe [31m');
    expect(Buffer.byteLength(told.text)).toBeLessThanOrEqual(8192);
    expect(told.subject).not.toMatch(/[\r\n]/);
    expect(told.attachments).toHaveLength(1);
    expect(JSON.stringify(told)).not.toMatch(/\\u0000|\\u001b|\u202e/);
  });

  it('is refused at the door when it goes to nobody of ours', async () => {
    const answer = await mail({ from: ada, to: 'somebody@example.net', text: 'hi' });
    expect(answer.status).toBe(422);
    expect(answer.body).toContain('550 5.1.1');
  });

  it('comes as a whole message too, whatever its bytes', async () => {
    const to = encodeURIComponent(offer.headers['Reply-To'] ?? '');
    const answer = await centre.cloud.http('POST', `/_local/inbound?from=${ada}&to=${to}`, {
      headers: { 'content-type': 'message/rfc822' },
      body: `From: ${ada}\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nGrüße\r\n`,
    });
    expect(answer.status).toBe(200);
    await centre.cloud.settle();
    expect(await received()).toMatchObject([{ text: 'Grüße', sender: 'person' }]);
  });

  it('survives a function that dies at any moment, and is recorded once', async () => {
    for (const call of [0, 1, 2, 3, 4, 5, 6]) {
      centre.cloud.crash({ function: 'onward-inbound', afterCall: call });
      await answers({ text: `try ${call}` });
      await centre.cloud.advance('PT10M');
    }
    expect((await received()).map(({ text }) => text)).toEqual(
      [0, 1, 2, 3, 4, 5, 6].map((call) => `try ${call}`),
    );
  });
});
