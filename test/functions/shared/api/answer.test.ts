import { beforeEach, describe, expect, it } from 'vitest';
import { ApiRig } from './api-rig.ts';

let rig: ApiRig;
beforeEach(() => {
  rig = new ApiRig();
});

describe('a key', () => {
  it('may call what its scopes are good for, and hears which one it lacks', async () => {
    expect(await rig.call('GET /v1/notes/{id}', { key: 'sk_reader' })).toMatchObject({ status: 200 });
    expect(await rig.call('PUT /v1/notes/{id}', { key: 'sk_reader', body: { text: 'hello' } })).toMatchObject(
      {
        status: 403,
        body: {
          scope: 'market',
          detail:
            'authorization: the key "reader" has read, ingest, and this needs market; use a key with that scope',
        },
      },
    );
    expect(rig.notes.size).toBe(0);
  });

  it('without scopes, from before there were any, may do everything', async () => {
    expect(await rig.call('DELETE /v1/notes/{id}')).toMatchObject({ status: 204, body: undefined });
  });

  it.each([
    ['', 'missing'],
    ['sk_other', 'no such key'],
    ['sk_late', 'expired at 2020-01-01T00:00:00Z'],
  ])('"%s" opens nothing: %s', async (key, reason) => {
    expect(await rig.call('GET /v1/notes/{id}', { key })).toMatchObject({
      status: 401,
      headers: { 'www-authenticate': 'Bearer realm="Onward"' },
      body: { detail: expect.stringContaining(reason) },
    });
  });

  it('for browsers reads nothing', async () => {
    expect(await rig.call('GET /v1/notes/{id}', { key: 'wk_site' })).toMatchObject({ status: 403 });
  });
});

describe('a key’s calls', () => {
  it('are told with every answer, and refused when they are used up', async () => {
    rig.left = 1;
    expect(await rig.call('GET /v1/notes/{id}')).toMatchObject({
      status: 200,
      headers: { 'ratelimit-policy': '"minute";q=6000;w=60', ratelimit: '"minute";r=0;t=12' },
    });
    expect(await rig.call('PUT /v1/notes/{id}', { body: { text: 'one' } })).toMatchObject({
      status: 429,
      headers: { 'retry-after': '12', ratelimit: '"minute";r=0;t=12' },
      body: {
        type: 'https://iana.org/assignments/http-problem-types#quota-exceeded',
        'violated-policies': ['minute'],
      },
    });
    expect(rig.notes.size).toBe(0);
  });

  it('are not counted of a key that opens nothing', async () => {
    await rig.call('GET /v1/notes/{id}', { key: 'sk_other' });
    await rig.call('GET /v1/notes/{id}', { key: 'sk_late' });
    expect(rig.left).toBe(100);
  });
});

it('puts callers off when the keys cannot be read', async () => {
  rig.find = () => Promise.reject(new Error('SSM is away'));
  expect(await rig.call('GET /v1/notes/{id}')).toMatchObject({
    status: 503,
    headers: { 'retry-after': '5' },
  });
});

describe('an edit', () => {
  const put = (text: string, headers: Readonly<Record<string, string>> = {}) =>
    rig.call('PUT /v1/notes/{id}', { body: { text }, headers });

  it('makes what is not there, and tells its version', async () => {
    expect(await put('one')).toMatchObject({ status: 200, headers: { etag: '"1"' } });
    expect(await rig.call('GET /v1/notes/{id}')).toMatchObject({ headers: { etag: '"1"' } });
  });

  it('of what is there must say which version it was made on', async () => {
    await put('one');
    expect(await put('two')).toMatchObject({
      status: 428,
      body: { field: 'if-match', detail: expect.stringContaining('"1" at the moment') },
    });
    expect(await put('two', { 'if-match': '"1"' })).toMatchObject({ status: 200, headers: { etag: '"2"' } });
  });

  it('on a version that is gone changes nothing', async () => {
    await put('one');
    await put('two', { 'if-match': '"1"' });
    for (const header of ['"1"', 'W/"2"', '2'])
      expect(await put('three', { 'if-match': header }), header).toMatchObject({
        status: 412,
        body: { detail: expect.stringContaining('it is at "2" by now') },
      });
    expect(rig.notes.get('a')?.text).toBe('two');
    expect(await put('three', { 'if-match': '"9", "2"' })).toMatchObject({ status: 200 });
    expect(await put('four', { 'if-match': '*' })).toMatchObject({ status: 200 });
  });

  it('that takes something to be there which is not, or the other way round, is refused', async () => {
    expect(await put('one', { 'if-match': '"1"' })).toMatchObject({ status: 412 });
    await put('one');
    expect(await put('two', { 'if-none-match': '*' })).toMatchObject({ status: 412 });
  });

  it('that loses a race at the last moment is refused as well', async () => {
    expect(await put('somebody is faster')).toMatchObject({ status: 412 });
  });

  it('of a route that forgets to ask fails, before anybody trusts it', async () => {
    expect(await rig.call('PUT /v1/forgetful/{id}', { body: { text: '' } })).toMatchObject({ status: 500 });
  });
});

it('tells a reader that nothing has changed', async () => {
  await rig.call('PUT /v1/notes/{id}', { body: { text: 'one' } });
  const again = (tag: string) =>
    rig.call('GET /v1/notes/{id}', { headers: { 'if-none-match': tag } }).then(({ status }) => status);
  expect([await again('"1"'), await again('W/"1"'), await again('"0", "1"'), await again('"2"')]).toEqual([
    304, 304, 304, 200,
  ]);
});

describe('a cursor', () => {
  it('leads on in its list', async () => {
    const { body } = await rig.call('GET /v1/notes', { query: { about: 'cars' } });
    const page = await rig.call('GET /v1/notes', {
      query: { cursor: body.next, about: 'cars', limit: '5' },
    });
    expect(page.body.items).toEqual(['there']);
  });

  it('is taken by no other list', async () => {
    const { body } = await rig.call('GET /v1/people/{id}/notes', { params: { id: 'a' } });
    const elsewhere = [
      rig.call('GET /v1/people/{id}/notes', { params: { id: 'b' }, query: { cursor: body.next } }),
      rig.call('GET /v1/notes', { params: { id: 'a' }, query: { cursor: body.next } }),
      rig.call('GET /v1/people/{id}/notes', { query: { cursor: body.next, about: 'cars' } }),
      rig.call('GET /v1/notes', { query: { cursor: 'there' } }),
      rig.call('GET /v1/notes', { query: { cursor: '' } }),
    ];
    for (const { status, body: problem } of await Promise.all(elsewhere))
      expect([status, problem.field]).toEqual([400, 'cursor']);
  });
});

describe('a body', () => {
  const put = 'PUT /v1/notes/{id}';

  it('with a member that is not known is refused by its name', async () => {
    expect(await rig.call(put, { body: { text: 'a', colour: 'red' } })).toMatchObject({
      status: 400,
      body: { field: 'colour', detail: 'unknown field "colour"; remove it' },
    });
  });

  it.each([
    [{ text: 'half \ud83d' }, 'text'],
    [{ text: 'a', about: { weight: 1e300 } }, 'about.weight'],
    [{ text: 'a', about: { weight: 1e-200 } }, 'about.weight'],
    [{ text: 'a', about: { '': 1 } }, 'about'],
    [{ text: 'a', about: JSON.parse('{"constructor": 1}') }, 'about'],
  ])('that the table cannot keep is refused, naming where: %j', async (body, field) => {
    expect(await rig.call(put, { body })).toMatchObject({
      status: 400,
      body: { field, detail: expect.stringContaining(field) },
    });
    expect(rig.notes.size).toBe(0);
  });
});

it('looks for nothing under a name that no key of the table could have', async () => {
  const long = '字'.repeat(399);
  const answer = await rig.call('GET /v1/notes/{id}', { params: { id: long } });
  expect(answer).toMatchObject({ status: 404, body: { field: 'id' } });
  expect(await rig.call('GET /v1/notes', { query: { about: long } })).toMatchObject({
    status: 400,
    body: { field: 'about' },
  });
});
