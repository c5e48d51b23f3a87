import type { Context } from 'aws-lambda';
import * as z from 'zod/mini';
import { findKey, hashKey, type KeyRecord } from '../../../../domain/keys/keys.ts';
import type { Table } from '../../../../domain/table.ts';
import { authorize } from '../../../../functions/authorize/authorize.ts';
import { answer } from '../../../../functions/shared/api/answer.ts';
import { staleEdit } from '../../../../functions/shared/api/etag.ts';
import { type Route, routeOver } from '../../../../functions/shared/api/route.ts';
import { listOf, pageOf } from '../../../../functions/shared/api/shapes.ts';
import { type HttpRequest, http } from '../../../../functions/shared/http/http.ts';
import { OutsideWorld } from '../../outside-world.ts';

interface Note {
  readonly text: string;
  readonly version: number;
}

interface Outside {
  readonly table: Table;
  readonly notes: Map<string, Note>;
}

const route = routeOver<Outside>();
const params = z.object({ id: z.string() });
const noteShape = z.object({ text: z.string(), version: z.number() });

const getNote = route({
  method: 'GET',
  path: '/v1/notes/{id}',
  operationId: 'getNote',
  scope: 'read',
  summary: 'A note.',
  params,
  answer: { status: 200, description: 'The note.', schema: noteShape },
  version: ({ version }) => version,
  async handle({ params: { id } }, { notes }) {
    return notes.get(id) ?? { text: '', version: 0 };
  },
});

const putNote = route({
  method: 'PUT',
  path: '/v1/notes/{id}',
  operationId: 'putNote',
  scope: 'market',
  summary: 'Writes a note.',
  params,
  body: z.strictObject({ text: z.string(), about: z.optional(z.record(z.string(), z.unknown())) }),
  answer: { status: 200, description: 'The note.', schema: noteShape },
  version: ({ version }) => version,
  edits: true,
  async handle({ params: { id }, body: { text }, ifMatch }, { notes }) {
    const current = notes.get(id);
    ifMatch(current?.version);
    if (text === 'somebody is faster') throw staleEdit();
    const note = { text, version: (current?.version ?? 0) + 1 };
    notes.set(id, note);
    return note;
  },
});

const forgetfulEdit = route({
  ...putNote,
  path: '/v1/forgetful/{id}',
  operationId: 'forgetful',
  handle: async () => ({ text: '', version: 1 }),
});

const removeNote = route({
  method: 'DELETE',
  path: '/v1/notes/{id}',
  operationId: 'removeNote',
  scope: 'admin',
  summary: 'Removes a note.',
  params,
  answer: { status: 204, description: 'It is gone.', schema: z.void() },
  async handle({ params: { id } }, { notes }) {
    notes.delete(id);
  },
});

const listNotes = (path: string, operationId: string) =>
  route({
    method: 'GET',
    path,
    operationId,
    scope: 'read',
    summary: 'Notes.',
    query: z.object({ ...pageOf, about: z.optional(z.string()) }),
    answer: { status: 200, description: 'A page.', schema: listOf(z.string()) },
    async handle({ query: { cursor } }) {
      return { items: [cursor ?? 'front'], next: 'there' };
    },
  });

const routes = [
  getNote,
  putNote,
  forgetfulEdit,
  removeNote,
  listNotes('/v1/notes', 'listNotes'),
  listNotes('/v1/people/{id}/notes', 'listTheirNotes'),
] as readonly Route<Outside>[];

const keys: readonly KeyRecord[] = [
  { id: 'all', kind: 'secret', hash: hashKey('sk_all') },
  { id: 'reader', kind: 'secret', hash: hashKey('sk_reader'), scopes: ['read', 'ingest'] },
  { id: 'late', kind: 'secret', hash: hashKey('sk_late'), expires: '2020-01-01T00:00:00Z' },
  { id: 'site', kind: 'write', hash: hashKey('wk_site') },
];

interface Sent {
  readonly key?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly params?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** Some routes over notes behind the API's frame, and four keys. */
export class ApiRig {
  readonly notes = new Map<string, Note>();
  readonly world = new OutsideWorld();
  /** What the keys say when they are asked. */
  find = async (text: string, now: Date): Promise<KeyRecord | undefined> => findKey(keys, text, now);
  /** Calls that are left. */
  left = 100;
  readonly #handler = http(answer(routes, { notes: this.notes, table: this.world.table }), quiet);

  /** What the authorizer tells the function. */
  async #authorized(headers: Readonly<Record<string, string>>) {
    const take = async (_: string, limit: number) => {
      const passed = this.left > 0;
      if (passed) this.left -= 1;
      return { passed, limit, remaining: this.left, resets: 12 };
    };
    const outside = { keyring: { find: this.find }, permits: { take }, log: quiet };
    return authorize({ headers }, outside, new Date());
  }

  async call(
    routeKey: string,
    { key = 'sk_all', headers, query, params: path = { id: 'a' }, body }: Sent = {},
  ) {
    const sent = { ...(key && { authorization: `Bearer ${key}` }), ...headers };
    const { context } = await this.#authorized(sent);
    const request: Pick<
      HttpRequest,
      'routeKey' | 'headers' | 'body' | 'isBase64Encoded' | 'queryStringParameters' | 'pathParameters'
    > & {
      readonly requestContext: Pick<HttpRequest['requestContext'], 'requestId'> & {
        readonly authorizer?: { readonly lambda: unknown };
      };
    } = {
      routeKey,
      headers: sent,
      ...(body !== undefined && { body: JSON.stringify(body) }),
      isBase64Encoded: false,
      queryStringParameters: { ...query },
      pathParameters: path,
      requestContext: { requestId: 'req-1', authorizer: { lambda: context } },
    };
    const answered = await this.#handler(request as HttpRequest, {} as Context);
    return {
      status: answered.statusCode,
      headers: answered.headers ?? {},
      body: answered.body === undefined ? undefined : JSON.parse(answered.body),
    };
  }
}
