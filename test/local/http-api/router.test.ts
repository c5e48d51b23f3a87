import { expect, test } from 'vitest';
import { Router } from '../../../local/http-api/router.ts';

function routerOf(...keys: readonly string[]): Router<{ key: string }> {
  const router = new Router<{ key: string }>();
  for (const key of keys) router.add(key, { key });
  return router;
}

test.each([
  ['GET /', 'GET', '/', undefined],
  ['GET /people/{id}', 'GET', '/people/1', { id: '1' }],
  ['GET /people/me', 'GET', '/people/me', undefined],
  ['GET /people/{id}/points', 'GET', '/people/me/points', { id: 'me' }],
  ['ANY /people/{id}', 'DELETE', '/people/1', { id: '1' }],
  ['GET /files/{rest+}', 'GET', '/files/a/b/c', { rest: 'a/b/c' }],
  ['GET /files/{name}', 'GET', '/files/a', { name: 'a' }],
  ['$default', 'GET', '/files', undefined],
  ['$default', 'POST', '/', undefined],
  ['$default', 'GET', '/people/', undefined],
])('%s takes %s %s', (key, method, path, pathParameters) => {
  const router = routerOf(
    '$default',
    'GET /files/{rest+}',
    'GET /files/{name}',
    'ANY /people/{id}',
    'GET /people/{id}',
    'GET /people/me',
    'GET /people/{person}/runs',
    'GET /people/{id}/points',
    'GET /',
  );
  expect(router.match(method, path)).toEqual({ route: { key }, pathParameters });
});

test('nothing takes what no route fits', () => {
  expect(routerOf('GET /a').match('GET', '/b')).toBeUndefined();
  expect(routerOf('GET /a').match('POST', '/a')).toBeUndefined();
});

test('names of variables are those of the route that matched', () => {
  const router = routerOf('GET /people/{id}', 'POST /people/{person}');
  expect(router.match('POST', '/people/7')?.pathParameters).toEqual({ person: '7' });
});
