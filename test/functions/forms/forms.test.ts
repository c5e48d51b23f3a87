import { beforeAll, describe, expect, it } from 'vitest';
import { forms } from '../../../functions/forms/forms.ts';
import type { HttpHandler, HttpRequest } from '../../../functions/shared/http/http.ts';
import { bundleForms } from '../../../infra/forms.ts';

let scripts: Readonly<Record<string, string>>;
let answer: HttpHandler;
beforeAll(async () => {
  scripts = await bundleForms({ source: 'functions/forms/browser', brand: 'brand.json' });
  answer = forms(scripts);
});

const get = (file: string, headers = {}) =>
  answer({
    routeKey: 'GET /forms/{file}',
    pathParameters: { file },
    headers,
  } as Partial<HttpRequest> as HttpRequest);

describe('a form’s script', () => {
  it.each(['oil-change.js', 'push.js', 'push-worker.js'])('is one file of at most 10 KB: %s', (name) => {
    expect(Object.keys(scripts)).toContain(name);
    expect(Buffer.byteLength(scripts[name] ?? '')).toBeLessThanOrEqual(10_000);
    expect(scripts[name]).not.toMatch(/front-desk|eval\(|innerHTML|new Function/);
  });

  it('tells nothing of the brand but name and colours', () => {
    expect(scripts['oil-change.js']).toContain('Harbour Auto Care');
  });

  it('may be kept for a while, and is not sent to who has it', async () => {
    const first = await get('oil-change.js');
    expect(first.statusCode).toBe(200);
    expect(first.headers).toMatchObject({
      'content-type': 'text/javascript; charset=utf-8',
      'cache-control': expect.stringMatching(/^public, max-age=\d+/),
    });
    const tag = String(first.headers?.etag);
    for (const known of [tag, `W/${tag}`, `"other", ${tag}`])
      expect(await get('oil-change.js', { 'if-none-match': known })).toMatchObject({ statusCode: 304 });
    expect((await get('oil-change.js', { 'if-none-match': '"other"' })).statusCode).toBe(200);
  });

  it.each(['tyres.js', '', 'constructor', '../index.mjs'])('"%s" is not there', async (file) => {
    await expect(get(file)).rejects.toMatchObject({ status: 404 });
  });
});
