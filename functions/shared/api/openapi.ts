import type * as z from 'zod/mini';
import { eventSchemas } from './event-schemas.ts';
import { hoistDefinitions } from './hoist-definitions.ts';
import { ingestPaths } from './ingest-paths.ts';
import { jsonSchema } from './json-schema.ts';
import type { DescribedRoute } from './route.ts';
import { sheetFormats } from './sheet.ts';

function parameters(place: 'path' | 'query', schema: z.ZodMiniType | undefined): unknown[] {
  if (!schema) return [];
  const { properties = {}, required = [] } = jsonSchema(schema, 'input') as {
    properties?: Record<string, unknown>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, of]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    schema: of,
  }));
}

const problem = { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } };

const always: Readonly<Record<number, string>> = {
  400: 'The request is malformed; the problem names the field.',
  401: 'No key, an unknown one, or one that has expired.',
  403: 'The key lacks the scope; the problem names it.',
  429: 'The calls of this minute are used up: come again after Retry-After seconds.',
  500: 'Our fault; the problem’s instance names the request.',
  503: 'A part is busy or away: send the same request again after Retry-After seconds.',
};

const nothingThere = { 404: 'There is nothing of that id.' };

/** What edits answer besides, see `etag.ts`. */
const ofEdits: Readonly<Record<number, string>> = {
  412: 'The resource has been changed since: its ETag is another. Read it again.',
  428: 'The resource is there, and `If-Match` is missing.',
};

const header = (name: string, description: string): unknown => ({
  name,
  in: 'header',
  required: false,
  description,
  schema: { type: 'string' },
});

const headers = ({ method, edits, version, counts }: DescribedRoute): readonly unknown[] => [
  ...(method === 'POST'
    ? [header('Idempotency-Key', 'The same key gets the same effect once; see docs/api.md.')]
    : []),
  ...(edits ? [header('If-Match', 'The ETag of the resource as it was read; required if it exists.')] : []),
  ...(method === 'GET' && version && !counts
    ? [header('If-None-Match', 'An ETag: 304 if it still stands.')]
    : []),
];

/** Of answers that are tables. */
const format = {
  name: 'format',
  in: 'query',
  required: false,
  description:
    '`csv` for the rows as CSV (RFC 4180) with a header, as `Accept: text/csv` has it too. Cells that a spreadsheet would take for a formula have an apostrophe before them.',
  schema: { type: 'string', enum: sheetFormats, default: 'json' },
};

const limits = {
  'RateLimit-Policy': {
    description: 'The calls of a minute, as `"minute";q=6000;w=60`.',
    schema: { type: 'string' },
  },
  RateLimit: { description: 'What is left of them, as `"minute";r=5999;t=30`.', schema: { type: 'string' } },
};

const etag = { ETag: { description: 'The version of the resource.', schema: { type: 'string' } } };

function success({
  method,
  answer,
  version,
  counts,
  sheet,
}: DescribedRoute): Readonly<Record<number, unknown>> {
  const { status, description, schema } = answer;
  return {
    [status]: {
      description,
      headers: { ...limits, ...(version !== undefined && etag) },
      ...(status !== 204 && {
        content: {
          'application/json': { schema: jsonSchema(schema, 'output') },
          ...(sheet !== undefined && { 'text/csv': { schema: { type: 'string' } } }),
        },
      }),
    },
    ...(method === 'GET' &&
      version !== undefined &&
      !counts && { 304: { description: 'As the caller has it.' } }),
  };
}

function operation(route: DescribedRoute): unknown {
  const problems = {
    ...always,
    ...(route.path.includes('{') && nothingThere),
    ...(route.body && { 413: 'The body is larger than 256 KB.' }),
    ...(route.edits && ofEdits),
    ...route.problems,
  };
  return {
    operationId: route.operationId,
    summary: route.summary,
    security: [{ secretKey: [route.scope] }],
    parameters: [
      ...parameters('path', route.params),
      ...parameters('query', route.query),
      ...(route.sheet ? [format] : []),
      ...headers(route),
    ],
    ...(route.body && {
      requestBody: {
        required: true,
        content: { 'application/json': { schema: jsonSchema(route.body, 'input') } },
      },
    }),
    responses: {
      ...success(route),
      ...Object.fromEntries(
        Object.entries(problems).map(([status, description]) => [status, { description, content: problem }]),
      ),
    },
  };
}

/** The OpenAPI 3.1 document of these routes, made from the schemas that check them; without its server, which is known when it is served. */
export function openApi(routes: readonly DescribedRoute[]): unknown {
  const paths: Record<string, Record<string, unknown>> = { ...ingestPaths };
  for (const route of routes) {
    paths[route.path] = { ...paths[route.path], [route.method.toLowerCase()]: operation(route) };
  }
  const { document, definitions } = hoistDefinitions(paths);
  return {
    openapi: '3.1.0',
    info: {
      title: 'Onward',
      version: '1',
      description: 'Customer journeys: people, timelines, journeys and runs.',
    },
    security: [{ secretKey: [] }],
    paths: document,
    components: {
      securitySchemes: {
        secretKey: {
          type: 'http',
          scheme: 'bearer',
          description: 'A secret key (sk_…). Each operation names the scope that it must have.',
        },
        ingestKey: {
          type: 'http',
          scheme: 'basic',
          description:
            'A write key (wk_…, for browsers) or a secret key (sk_…, for servers) as the user name.',
        },
      },
      schemas: {
        ...eventSchemas,
        ...definitions,
        Problem: {
          type: 'object',
          description: 'RFC 9457 problem details.',
          required: ['type', 'title', 'status', 'detail'],
          properties: {
            type: { type: 'string' },
            title: { type: 'string' },
            status: { type: 'integer' },
            detail: { type: 'string' },
          },
        },
      },
    },
  };
}
