import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Handed } from '../../../../domain/channels/channel.ts';
import { mayWrite, sendAsPage, type Writing } from '../../../../domain/channels/social/messenger.ts';

const graph = (code: number, error_subcode?: number, more = {}) => ({
  error: { message: 'in words', type: 'OAuthException', code, error_subcode, ...more },
});

afterEach(() => {
  vi.unstubAllGlobals();
});

interface Asked {
  readonly url: string;
  readonly headers: Headers;
  readonly body: unknown;
}

async function say(as: Writing, answer: Response | Error): Promise<{ asked: Asked[]; handed: Handed }> {
  const asked: Asked[] = [];
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    asked.push({ url, headers: new Headers(init.headers), body: JSON.parse(String(init.body)) });
    if (answer instanceof Error) throw answer;
    return answer;
  });
  const handed = await sendAsPage('page-token', { to: '24680', text: 'It is ready.', as });
  return { asked, handed };
}

describe('a message as the business’s page', () => {
  const taken = () => Response.json({ recipient_id: '24680', message_id: 'm_1' });

  it('answers within the window, and has Meta’s id then', async () => {
    const { asked, handed } = await say('answer', taken());
    expect(handed).toEqual({ kind: 'sent', providerId: 'm_1' });
    expect(asked).toMatchObject([
      {
        url: 'https://graph.facebook.com/v25.0/me/messages',
        body: { recipient: { id: '24680' }, messaging_type: 'RESPONSE', message: { text: 'It is ready.' } },
      },
    ]);
    expect(asked[0]?.headers.get('authorization')).toBe('Bearer page-token');
  });

  it('says that a human being writes, behind the first day', async () => {
    const { asked } = await say('staff-answer', taken());
    expect(asked[0]?.body).toMatchObject({ messaging_type: 'MESSAGE_TAG', tag: 'HUMAN_AGENT' });
  });

  it.each<readonly [string, Response | Error, Handed['kind']]>([
    ['a rate limit of the app', Response.json(graph(4), { status: 400 }), 'later'],
    ['a rate limit of the page', Response.json(graph(32), { status: 400 }), 'later'],
    ['a rate limit of the Send API', Response.json(graph(613), { status: 400 }), 'later'],
    ['one of its subcodes', Response.json(graph(4, 2018022), { status: 400 }), 'later'],
    ['a failure that passes', Response.json(graph(1200), { status: 500 }), 'later'],
    ['an unexpected error', Response.json(graph(2), { status: 500 }), 'later'],
    ['what it calls transient', Response.json(graph(80006, undefined, { is_transient: true })), 'later'],
    ['429', new Response('', { status: 429 }), 'later'],
    ['an unknown error, which may come after the sending', Response.json(graph(1, 1357046)), 'unknown'],
    ['a 5xx without words', new Response('', { status: 502 }), 'unknown'],
    ['silence', new DOMException('late', 'TimeoutError'), 'unknown'],
    ['a success without an id', Response.json({}), 'unknown'],
    ['a person who is not there', Response.json(graph(551, 1545041), { status: 400 }), 'gone'],
    ['a person whom nobody knows', Response.json(graph(100, 2018001), { status: 400 }), 'gone'],
    ['another invalid parameter', Response.json(graph(100), { status: 400 }), 'refused'],
    ['a closed window', Response.json(graph(10, 2018278), { status: 403 }), 'refused'],
    ['a token that is no good', Response.json(graph(190), { status: 401 }), 'refused'],
    ['a right that lacks', Response.json(graph(200), { status: 403 }), 'refused'],
    ['a 404 without words', new Response('', { status: 404 }), 'refused'],
  ])('is answered with %s', async (_what, answer, kind) => {
    expect((await say('answer', answer)).handed).toMatchObject({ kind });
  });
});

describe('the window', () => {
  const now = new Date('2026-11-23T14:00:00Z');
  it.each([
    ['2026-11-23T13:59:00Z', 'answer'],
    ['2026-11-22T14:00:01Z', 'answer'],
    ['2026-11-22T14:00:00Z', 'staff-answer'],
    ['2026-11-16T14:00:01Z', 'staff-answer'],
    ['2026-11-16T14:00:00Z', undefined],
    [undefined, undefined],
  ])('after words at %s: %s', (last, may) => {
    expect(mayWrite(last, now)).toBe(may);
  });
});
