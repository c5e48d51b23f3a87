import { describe, expect, it } from 'vitest';
import { google } from '../../../domain/audiences/networks/google/google.ts';
import { linkedin } from '../../../domain/audiences/networks/linkedin/linkedin.ts';
import { meta } from '../../../domain/audiences/networks/meta/meta.ts';
import type { Answer, Change, Verdict } from '../../../domain/audiences/networks/network.ts';
import { tiktok } from '../../../domain/audiences/networks/tiktok/tiktok.ts';

const access = { accessToken: 'secret' };
const audiences = { retarget: '77' };
const users = [{ email: 'e1', phone: 'p1' }, { email: 'e2' }, { phone: 'p3' }];
const add: Change = { action: 'add', audience: '77', users };
const remove: Change = { ...add, action: 'remove' };
const answer = (status: number, body: Answer['body'] = {}): Answer => ({ status, body });

const done: Verdict = { kind: 'done' };
const refused = (reason: string): Verdict => ({ kind: 'refused', reason });
/** Refused for how the owner set it up, and asked again at night. */
const refusedForNow = (reason: string): Verdict => ({ kind: 'refused', reason, again: true });
const later = (reason: string): Verdict => ({ kind: 'later', reason });

describe('Meta', () => {
  const connection = meta.connect({ access, audiences });
  const error = (code: number, error_subcode?: number, more = {}) => ({
    error: { message: '', code, error_subcode, ...more },
  });

  it('is sent rows with empty cells for what is unknown, and a session only for parts', () => {
    expect(connection.change(remove)).toEqual({
      method: 'DELETE',
      url: 'https://graph.facebook.com/v25.0/77/users',
      body: {
        payload: {
          schema: ['EMAIL', 'PHONE'],
          data: [
            ['e1', 'p1'],
            ['e2', ''],
            ['', 'p3'],
          ],
        },
      },
    });
    const part = { nth: 2, of: 2, users: 10_003, session: 42 };
    expect(connection.change({ ...add, part }).body).toMatchObject({
      session: { session_id: 42, batch_seq: 2, last_batch_flag: true, estimated_num_total: 10_003 },
    });
  });

  it.each([
    ['taken', answer(200, { num_received: 3, num_invalid_entries: 0 }), done],
    ['said to be blocked', answer(400, error(100, 1713230)), refused('audience-blocked')],
    ['too small an audience', answer(403, error(200, 1870047)), refusedForNow('audience-too-small')],
    ['the rate limit of the app', answer(400, error(4)), later('meta 4')],
    ['the rate limit of the user', answer(400, error(17, 2446079)), later('meta 17/2446079')],
    ['the rate limit of the account', answer(400, error(80003)), later('meta 80003')],
    ['transient', answer(400, error(368, undefined, { is_transient: true })), later('meta 368')],
    ['another error', answer(400, error(100)), refused('meta 100')],
    ['an error without words', answer(410), refused('http 410')],
    ['an address without words', answer(404), refusedForNow('http 404')],
    ['a permission that lacks', answer(403, error(200)), refusedForNow('meta 200')],
    ['terms that were not accepted', answer(403, error(200, 1870090)), refusedForNow('meta 200/1870090')],
    ['an audience that is none', answer(400, error(100, 33)), refusedForNow('meta 100/33')],
    ['429', answer(429), later('http 429')],
    ['500', answer(500), later('http 500')],
  ] as const)('%s', (_what, said, verdict) => {
    expect(connection.verdicts(add, said)).toEqual(verdict);
  });

  it('names the rows that it could not read', () => {
    const body = { num_received: 3, num_invalid_entries: 1, invalid_entry_samples: { '["e2",""]': 'bad' } };
    expect(connection.verdicts(add, answer(200, body))).toEqual([done, refused('invalid-entry'), done]);
  });

  it('knows its token errors', () => {
    expect(connection.isUnauthorised(answer(400, error(190)))).toBe(true);
    expect(connection.isUnauthorised(answer(400, error(200)))).toBe(false);
  });
});

describe('Google', () => {
  const connection = google.connect({
    access,
    audiences,
    customerId: '1234567890',
    loginCustomerId: '9876543210',
    projectId: 'onward',
  });
  const poll = (body: Answer['body'], status = 200) => connection.poll?.verdict(answer(status, body));
  const status = (requestStatus: string, errorCounts: readonly object[] = []) => ({
    requestStatusPerDestination: [{ requestStatus, errorInfo: { errorCounts } }],
  });

  it('is sent members with consent and terms, and removals without them', () => {
    expect(connection.change(add).body).toMatchObject({
      destinations: [
        {
          operatingAccount: { accountType: 'GOOGLE_ADS', accountId: '1234567890' },
          loginAccount: { accountType: 'GOOGLE_ADS', accountId: '9876543210' },
          productDestinationId: '77',
        },
      ],
      audienceMembers: [
        { userData: { userIdentifiers: [{ emailAddress: 'e1' }, { phoneNumber: 'p1' }] } },
        { userData: { userIdentifiers: [{ emailAddress: 'e2' }] } },
        { userData: { userIdentifiers: [{ phoneNumber: 'p3' }] } },
      ],
      encoding: 'HEX',
    });
    expect(connection.change(remove).body).not.toHaveProperty('consent');
    expect(connection.change(remove).body).not.toHaveProperty('termsOfService');
    expect(connection.authorise('t')).toEqual({ authorization: 'Bearer t', 'x-goog-user-project': 'onward' });
  });

  it('gives the number of a request, or nothing', () => {
    expect(connection.verdicts(add, answer(200, { requestId: 'r' }))).toEqual({
      kind: 'accepted',
      requestId: 'r',
    });
    expect(connection.verdicts(add, answer(200))).toEqual({ kind: 'accepted' });
  });

  it.each([
    [429, { error: { status: 'RESOURCE_EXHAUSTED' } }, later('http 429')],
    [400, { error: { status: 'FAILED_PRECONDITION' } }, refusedForNow('FAILED_PRECONDITION')],
    [403, { error: { status: 'PERMISSION_DENIED' } }, refusedForNow('PERMISSION_DENIED')],
    [404, {}, refusedForNow('http 404')],
    [400, { error: { status: 'INVALID_ARGUMENT' } }, refused('INVALID_ARGUMENT')],
  ])('%d %j', (code, body, verdict) => {
    expect(connection.verdicts(add, answer(code, body))).toEqual(verdict);
  });

  it('refuses those whom an invalid request names, and takes the others without them', () => {
    const field = 'audience_members.audience_members[1].user_data.user_identifiers[0].email_address';
    const body = { error: { status: 'INVALID_ARGUMENT', details: [{ fieldViolations: [{ field }] }] } };
    const others = later('sent with a member that was refused');
    expect(connection.verdicts(add, answer(400, body))).toEqual([
      others,
      refused('INVALID_ARGUMENT'),
      others,
    ]);
  });

  it.each([
    ['still at work', status('PROCESSING'), 'processing'],
    ['done', status('SUCCESS'), done],
    [
      'failed for everybody',
      status('FAILED', [{ reason: 'PROCESSING_ERROR_REASON_NO_CONSENT', recordCount: '3' }]),
      refused('NO_CONSENT'),
    ],
    [
      'failed by itself',
      status('FAILED', [{ reason: 'PROCESSING_ERROR_REASON_INTERNAL_ERROR', recordCount: '3' }]),
      refusedForNow('INTERNAL_ERROR'),
    ],
    [
      'partly failed, without saying for whom',
      status('PARTIAL_SUCCESS', [{ reason: 'PROCESSING_ERROR_REASON_DENIED_CONSENT', recordCount: '2' }]),
      { kind: 'accepted', reason: 'partial: 2 DENIED_CONSENT' },
    ],
    ['forgotten', {}, { kind: 'accepted', reason: 'no result: http 200' }],
  ])('a request that is %s', (_what, body, verdict) => {
    expect(poll(body)).toEqual(verdict);
  });

  it('a request that it does not want to talk about now', () => {
    expect(poll({}, 503)).toEqual(later('http 503'));
  });
});

describe('TikTok', () => {
  const connection = tiktok.connect({ access, audiences, advertiserId: '55' });

  it('is sent cells of ids with their audience', () => {
    expect(connection.change(remove)).toEqual({
      method: 'POST',
      url: 'https://business-api.tiktok.com/open_api/v1.3/segment/mapping/',
      body: {
        advertiser_ids: ['55'],
        action: 'delete',
        id_schema: ['EMAIL_SHA256', 'PHONE_SHA256'],
        batch_data: [
          [
            { id: 'e1', audience_ids: ['77'] },
            { id: 'p1', audience_ids: ['77'] },
          ],
          [{ id: 'e2', audience_ids: ['77'] }, {}],
          [{}, { id: 'p3', audience_ids: ['77'] }],
        ],
      },
    });
    expect(connection.authorise('t')).toEqual({ 'access-token': 't' });
  });

  it.each([
    [{ code: 0, message: 'OK' }, done],
    [{ code: 40100 }, later('tiktok 40100')],
    [{ code: 40132 }, later('tiktok 40132')],
    [{ code: 40202 }, later('tiktok 40202')],
    [{ code: 50002 }, later('tiktok 50002')],
    [{ code: 20001 }, { kind: 'accepted', reason: 'partial: tiktok 20001' }],
    [{ code: 40001 }, refusedForNow('tiktok 40001')],
    [{ code: 40002 }, refused('tiktok 40002')],
    [{ code: 40061 }, refused('tiktok 40061')],
  ])('says 200 and means %j', (body, verdict) => {
    expect(connection.verdicts(add, answer(200, body))).toEqual(verdict);
  });

  it.each([40102, 40104, 40105])('says 200 and %d to a bad token', (code) => {
    expect(connection.isUnauthorised(answer(200, { code }))).toBe(true);
  });

  it('does not call too many requests a bad token', () => {
    expect(connection.isUnauthorised(answer(200, { code: 40100 }))).toBe(false);
  });
});

describe('LinkedIn', () => {
  const connection = linkedin.connect({ access, audiences, version: '202607' });

  it('is sent elements in one batch', () => {
    expect(connection.change({ ...add, users: [{ email: 'e1' }] })).toEqual({
      method: 'POST',
      url: 'https://api.linkedin.com/rest/dmpSegments/77/users',
      headers: { 'x-restli-method': 'BATCH_CREATE', 'x-restli-protocol-version': '2.0.0' },
      body: { elements: [{ action: 'ADD', userIds: [{ idType: 'SHA256_EMAIL', idValue: 'e1' }] }] },
    });
    expect(connection.authorise('t')).toEqual({ authorization: 'Bearer t', 'linkedin-version': '202607' });
  });

  it('answers for each element', () => {
    const elements = [{ status: 201 }, { status: 400 }, { status: 429 }];
    expect(connection.verdicts(add, answer(200, { elements }))).toEqual([
      done,
      refused('linkedin 400'),
      later('http 429'),
    ]);
    expect(connection.verdicts(add, answer(429))).toEqual(later('http 429'));
    expect(connection.verdicts(add, answer(403))).toEqual(refusedForNow('linkedin 403'));
  });

  it('says 426 of a version that has ended, and takes everybody once the owner names another', () => {
    const ended = {
      status: 426,
      code: 'NONEXISTENT_VERSION',
      message: 'Requested version 20250401 is not active',
    };
    expect(connection.verdicts(remove, answer(426, ended))).toEqual(refusedForNow('version-ended'));
  });
});

describe('an account that cannot be read', () => {
  it('is told by the field, never by its value', () => {
    expect(() => google.connect({ access, audiences, customerId: '123-secret-456' })).toThrow(
      /^customerId: must be ten digits, without dashes$/,
    );
    expect(() => meta.connect({ access: { accessToken: '' }, audiences })).toThrow(/^access\.accessToken: /);
  });
});
