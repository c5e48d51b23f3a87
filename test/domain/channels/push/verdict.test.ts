import { describe, expect, it } from 'vitest';
import type { Handed } from '../../../../domain/channels/channel.ts';
import type { PostOutcome } from '../../../../domain/channels/outside/post.ts';
import { browserVerdict, togetherOf } from '../../../../domain/channels/push/verdict.ts';

const answered = (status: number, text = ''): PostOutcome => ({ kind: 'answered', status, text });
const failed = (kind: 'unreached' | 'forbidden' | 'silent'): PostOutcome => ({
  kind,
  error: Object.assign(new Error('no'), { name: 'Trouble' }),
});

describe('a push service’s answer', () => {
  it.each<readonly [string, PostOutcome, object]>([
    ['201', answered(201), { kind: 'sent', providerId: 'msg_1' }],
    ['202', answered(202), { kind: 'sent' }],
    ['404', answered(404), { kind: 'gone', reason: 'http 404' }],
    ['410', answered(410, 'unsubscribed'), { kind: 'gone', reason: 'http 410: unsubscribed' }],
    ['400', answered(400), { kind: 'refused' }],
    [
      '403',
      answered(403, 'the key does not fit'),
      { kind: 'refused', reason: 'http 403: the key does not fit' },
    ],
    ['307', answered(307), { kind: 'refused' }],
    ['413', answered(413), { kind: 'refused' }],
    ['429', answered(429), { kind: 'later' }],
    ['500', answered(500), { kind: 'later' }],
    ['503', answered(503), { kind: 'later' }],
    ['none, since it was not reached', failed('unreached'), { kind: 'later', reason: 'Trouble: no' }],
    ['none, and who knows', failed('silent'), { kind: 'unknown' }],
    ['none, since it is no public host', failed('forbidden'), { kind: 'gone' }],
  ])('%s', (_what, outcome, verdict) => {
    expect(browserVerdict(outcome, 'msg_1')).toMatchObject(verdict);
  });
});

describe('several browsers', () => {
  const said = (...kinds: Handed['kind'][]) =>
    togetherOf(
      kinds.map((kind, index) => ({
        endpoint: `b${index + 1}`,
        verdict: kind === 'sent' ? { kind, providerId: 'msg_1' } : { kind, reason: kind },
      })),
    );

  it.each<readonly [readonly Handed['kind'][], Handed['kind'], readonly string[]]>([
    [['gone', 'sent', 'later'], 'sent', ['b1']],
    [['refused', 'unknown', 'later'], 'unknown', []],
    [['refused', 'later', 'gone'], 'later', ['b3']],
    [['gone', 'refused'], 'refused', ['b1']],
    [['gone', 'gone'], 'gone', ['b1', 'b2']],
  ])('%j together: %s', (kinds, kind, gone) => {
    expect(said(...kinds)).toMatchObject({ kind, gone });
  });
});
