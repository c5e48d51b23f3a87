import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Centre } from './centre.ts';
import { Correspondence } from './correspondence.ts';

const ada = 'ada@example.com';
const bob = 'bob@example.com';
const desk = 'front-desk@harbour-auto-care.example';

interface Summary {
  readonly id: string;
  readonly status: string;
  readonly since: string;
  readonly text: string;
}

interface Detail extends Summary {
  readonly lastSeen: string;
  readonly messages: readonly Readonly<Record<string, unknown>>[];
  readonly story: Readonly<Record<string, unknown>>;
}

const question = 'Do you have a courtesy car?\nIt would be for Friday.';

describe('conversations', () => {
  let centre: Centre;
  let post: Correspondence;

  beforeEach(async () => {
    centre = await Centre.open();
    post = new Correspondence(centre);
    await centre.consents(ada, 'email');
    await centre.claims(ada);
  });
  afterEach(() => centre.cloud.close());

  const list = (query = '') =>
    centre.get<{ items: Summary[]; next: string | null }>(`/v1/conversations${query}`);
  const detail = (id: string) => centre.get<Detail>(`/v1/conversations/${id}`);

  const act = (path: string, body: object, headers: Record<string, string> = {}) =>
    centre.cloud.http('POST', `/v1/conversations/${path}`, {
      headers: { authorization: 'Bearer sk_local', ...headers },
      body,
    });

  async function onlyOpen(): Promise<Detail> {
    const { items } = await list();
    expect(items).toHaveLength(1);
    return detail(items[0]?.id ?? '');
  }

  it('puts what no rule understands before staff, with the whole story, and takes their answer into the thread', async () => {
    await post.writes(ada, { text: question });
    const notice = centre.cloud.messages({ to: desk }).at(-1);
    expect(notice?.text).toContain('Do you have a courtesy car?\nIt would be for Friday.');
    expect(notice?.text).toContain('Offer Claimed (offer: oil-change)');
    expect(notice?.text).toMatch(/POST \/v1\/conversations\/thr_\w+\/messages and {"text"/);
    const open = await onlyOpen();
    expect(open).toMatchObject({
      status: 'open',
      channel: 'email',
      from: ada,
      since: '2026-11-23T14:00:00.000Z',
      text: question,
      subject: 'Re: Your 20% off an oil change',
      messages: [
        { direction: 'out', by: 'onward', template: 'oil-change-offer', status: 'sent', text: null },
        { direction: 'in', by: 'person', text: question, understood: 'staff' },
      ],
      story: {
        person: {
          identifiers: { email: [ada] },
          runs: [{ journey: 'staff-alert' }, { journey: 'oil-change-offer' }],
        },
        timeline: expect.arrayContaining([
          expect.objectContaining({ what: 'Offer Claimed (offer: oil-change)' }),
        ]),
        bookings: [],
        coupons: [{ offer: 'oil-change', percent: 20, status: 'valid' }],
      },
    });
    await centre.cloud.advance('PT1H');
    const text = 'Yes, we do.\nShall I put you down for it?';
    const answered = await act(`${open.id}/messages`, { text, lastSeen: open.lastSeen, by: 'Grace' });
    expect(answered.status).toBe(202);
    await centre.cloud.settle();
    const mail = centre.cloud.messages({ to: ada }).at(-1);
    expect(mail).toMatchObject({
      step: 'send-answer',
      subject: 'Re: Your 20% off an oil change',
      headers: {
        'In-Reply-To': expect.stringMatching(/^<.+@example\.com>$/),
        References: expect.stringMatching(/^<.+@example\.com>$/),
      },
    });
    expect(mail?.text).toContain(text);
    expect((await list()).items).toEqual([]);
    expect((await list('?status=answered')).items).toMatchObject([{ id: open.id, status: 'answered' }]);
    // The customer's answer comes to the same conversation, and the next answer names both of their mails.
    await post.writes(ada, { text: 'That would be lovely' });
    const again = await onlyOpen();
    expect([again.id, again.messages.map(({ by, status }) => status ?? by)]).toEqual([
      open.id,
      ['sent', 'person', 'sent', 'person'],
    ]);
    await act(`${open.id}/messages`, { text: 'Done', lastSeen: again.lastSeen });
    await centre.cloud.settle();
    expect(centre.cloud.messages({ to: ada }).at(-1)?.headers.References).toMatch(
      /^<\S+@example\.com> <\S+@example\.com>$/,
    );
  });

  it('lets one of two who answer at once, and the same Idempotency-Key once', async () => {
    await post.writes(ada, { text: question });
    const { id, lastSeen } = await onlyOpen();
    const answer = (text: string, key: string) =>
      act(`${id}/messages`, { text, lastSeen }, { 'idempotency-key': key });
    const answers = await Promise.all([answer('Yes', 'grace'), answer('No', 'linus')]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([202, 409]);
    expect(answers.find(({ status }) => status === 409)?.json()).toMatchObject({ reason: 'moved-on' });
    const [won, key] = answers[0]?.status === 202 ? ['Yes', 'grace'] : ['No', 'linus'];
    expect((await answer(won ?? '', key ?? '')).status).toBe(202);
    await centre.cloud.settle();
    expect(centre.inbox(ada)).toEqual(['send-offer', 'send-answer']);
    expect(post.last(ada)).toContain(won);
  });

  it('does not let a message be answered or closed that staff have not seen', async () => {
    await post.writes(ada, { text: question });
    const { id, lastSeen } = await onlyOpen();
    await post.writes(ada, { text: 'Sorry, I meant Saturday', answers: 0 });
    expect((await act(`${id}/messages`, { text: 'Friday it is', lastSeen })).status).toBe(409);
    expect((await act(`${id}/close`, { lastSeen })).status).toBe(409);
    const seen = await onlyOpen();
    const closed = await act(`${id}/close`, { lastSeen: seen.lastSeen });
    expect([closed.status, closed.json()]).toEqual([200, expect.objectContaining({ id, status: 'closed' })]);
    expect([(await list()).items, (await list('?status=closed')).items]).toMatchObject([[], [{ id }]]);
    await post.writes(ada, { text: 'One more thing', answers: 0 });
    expect((await onlyOpen()).id).toBe(id);
    expect((await list('?status=closed')).items).toEqual([]);
  });

  it('lists who has waited longest first, page by page, and tells staff of each once in four hours', async () => {
    await centre.consents(bob, 'email');
    await centre.claims(bob);
    await post.writes(ada, { text: question });
    await centre.cloud.advance('PT1H');
    await post.writes(bob, { text: 'Where are you?' });
    await centre.cloud.advance('PT1H');
    await post.writes(ada, { text: 'Hello?', answers: 0 });
    expect(centre.inbox(desk)).toEqual(['tell-staff', 'tell-staff']);
    const first = await list('?limit=1');
    const second = await list(`?limit=1&cursor=${first.next}`);
    expect([...first.items, ...second.items].map(({ text, since }) => [text, since.slice(11, 16)])).toEqual([
      ['Hello?', '14:00'],
      ['Where are you?', '15:00'],
    ]);
    expect(second.next).toBeNull();
    await centre.cloud.advance('PT3H');
    await post.writes(ada, { text: 'Anybody there?', answers: 0 });
    expect(centre.inbox(desk)).toHaveLength(3);
    expect((await list()).items).toHaveLength(2);
  });

  it('goes on waiting for staff though a rule understands what comes next', async () => {
    await post.writes(ada, { text: question });
    await post.writes(ada, { text: 'I would like to book', answers: 0 });
    expect(centre.inbox(ada)).toEqual(['send-offer', 'offer-times']);
    const { id, lastSeen, messages } = await onlyOpen();
    expect(messages.at(-1)).toMatchObject({
      template: 'booking-times',
      text: expect.stringMatching(/^1\. Monday/),
    });
    // Once staff have answered, "2" may be an answer to them, so it books nothing.
    await act(`${id}/messages`, { text: 'At 2 or at 3?', lastSeen });
    await centre.cloud.settle();
    await post.writes(ada, { text: '2' });
    expect(await centre.events(ada)).not.toContain('Appointment Booked');
    expect((await onlyOpen()).id).toBe(id);
  });

  it.each([
    ['a script', '<script>alert(1)</script><img src=x onerror=alert(1)>'],
    ['Liquid', '{{ brand.staffEmail }}{% assign x = 1 %}{{ "a" | nope }}'],
    ['headers', 'Hi\r\nBcc: everybody@example.com\r\n\r\nBuy'],
    ['right-to-left and emoji', '\u202eמה שלומך 👩‍👩‍👧‍👦 \u0000\u0007'],
    ['much', 'blah '.repeat(20_000)],
    ['JSONata and JSON', '{% $states.input %} "}],$\u007bSendMessageArn}'],
  ])('is harmless when it holds %s, to staff and back', async (_, text) => {
    await post.writes(ada, { text, subject: `Re: ${text}` });
    const { id, lastSeen } = await onlyOpen();
    const [notice] = centre.cloud.messages({ to: desk });
    expect(notice?.html).not.toMatch(/<script|<img src=x/);
    expect(Object.keys(notice?.headers ?? {})).not.toContain('Bcc');
    const answered = await act(`${id}/messages`, { text: text.slice(0, 8000), lastSeen });
    expect(answered.status).toBe(202);
    await centre.cloud.settle();
    const mail = centre.cloud.messages({ to: ada }).at(-1);
    expect(mail?.step).toBe('send-answer');
    expect(mail?.html).not.toMatch(/<script|<img src=x/);
    expect(Object.keys(mail?.headers ?? {})).not.toContain('Bcc');
    if (text.startsWith('{')) expect(mail?.text).toContain(text.slice(0, 20));
    expect((await detail(id)).messages.map(({ status, by }) => status ?? by)).toEqual([
      'sent',
      'person',
      'sent',
    ]);
  });

  it('refuses what it cannot do, and says what and why', async () => {
    await post.writes(ada, { text: question });
    const { id, lastSeen } = await onlyOpen();
    const unknown = `${id.slice(0, -16)}aaaaaaaaaaaaaaaa`;
    const refusals = await Promise.all([
      act(`${unknown}/messages`, { text: 'Hi', lastSeen }),
      act('nonsense/messages', { text: 'Hi', lastSeen }),
      act(`${id}/messages`, { text: ' \n', lastSeen }),
      act(`${id}/messages`, { text: 'Hi' }),
      act(`${id}/messages`, { text: 'x'.repeat(8001), lastSeen }),
      act(`${id}/messages`, { text: 'Hi', lastSeen }, { authorization: 'Bearer wk_local' }),
      centre.cloud.http('GET', '/v1/conversations?status=lost', {
        headers: { authorization: 'Bearer sk_local' },
      }),
      centre.cloud.http('GET', '/v1/conversations?cursor=eA', {
        headers: { authorization: 'Bearer sk_local' },
      }),
      centre.cloud.http('GET', `/v1/conversations/${id}`),
    ]);
    expect(refusals.map(({ status }) => status)).toEqual([404, 400, 400, 400, 422, 403, 400, 400, 401]);
    for (const { headers } of refusals) expect(headers['content-type']).toBe('application/problem+json');
    expect(centre.inbox(ada)).toEqual(['send-offer']);
  });

  it.each([0, 1, 2, 3, 4, 5, 6, 7, 8])(
    'takes an answer once though its function dies after %d calls',
    async (afterCall) => {
      await post.writes(ada, { text: question });
      const { id, lastSeen } = await onlyOpen();
      const answer = () =>
        act(`${id}/messages`, { text: 'Yes', lastSeen }, { 'idempotency-key': 'an-answer' });
      centre.cloud.crash({ function: 'onward-api', afterCall });
      await answer();
      await centre.cloud.advance('PT1H');
      expect((await answer()).status).toBe(202);
      await centre.cloud.settle();
      expect(centre.inbox(ada)).toEqual(['send-offer', 'send-answer']);
    },
  );
});
