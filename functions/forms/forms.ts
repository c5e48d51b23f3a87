import { createHash } from 'node:crypto';
import type { HttpHandler } from '../shared/http/http.ts';
import { Problem } from '../shared/http/problem.ts';

/** Seconds: a site's visitors have a changed script within five minutes. */
const fresh = 300;

/** The entity tags that a browser has, of the strong or the weak kind; a script's bytes decide, so both will do. */
const tagsIn = (header = ''): readonly string[] =>
  header.split(',').map((tag) => tag.trim().replace(/^W\//, ''));

/** Answers with scripts by the names of their files. They are the same for everybody, so everybody may keep them. */
export function forms(scripts: Readonly<Record<string, string>>): HttpHandler {
  const files = new Map(
    Object.entries(scripts).map(([name, text]) => {
      const tag = `"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"`;
      return [name, { text, tag }] as const;
    }),
  );
  return async ({ pathParameters, headers }) => {
    const name = pathParameters?.file ?? '';
    const file = files.get(name);
    if (!file)
      throw new Problem(404, `forms: there is no "${name}"; there are: ${[...files.keys()].join(', ')}`);
    const about = {
      etag: file.tag,
      'cache-control': `public, max-age=${fresh}, stale-while-revalidate=86400`,
      'cross-origin-resource-policy': 'cross-origin',
      'x-content-type-options': 'nosniff',
    };
    if (tagsIn(headers['if-none-match']).includes(file.tag)) return { statusCode: 304, headers: about };
    return {
      statusCode: 200,
      headers: { ...about, 'content-type': 'text/javascript; charset=utf-8' },
      body: file.text,
    };
  };
}
