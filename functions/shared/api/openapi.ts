import type * as z from 'zod/mini';
import { eventSchemas } from './event-schemas.ts';
import { ingestPaths } from './ingest-paths.ts';
import { jsonSchema } from './json-schema.ts';
import type { DescribedRoute } from './route.ts';

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
  401: 'No key, or an unknown one.',
  403: 'The key may not do this.',
};

function operation(route: DescribedRoute): unknown {
  const problems = { ...always, ...route.problems };
  return {
    operationId: route.operationId,
    summary: route.summary,
    parameters: [...parameters('path', route.params), ...parameters('query', route.query)],
    ...(route.body && {
      requestBody: {
        required: true,
        content: { 'application/json': { schema: jsonSchema(route.body, 'input') } },
      },
    }),
    responses: {
      [route.answer.status]: {
        description: route.answer.description,
        content: { 'application/json': { schema: jsonSchema(route.answer.schema, 'output') } },
      },
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
  return {
    openapi: '3.1.0',
    info: {
      title: 'Onward',
      version: '1',
      description: 'Customer journeys: people, timelines, journeys and runs.',
    },
    security: [{ secretKey: [] }],
    paths,
    components: {
      securitySchemes: {
        secretKey: { type: 'http', scheme: 'bearer', description: 'A secret key (sk_…).' },
        ingestKey: {
          type: 'http',
          scheme: 'basic',
          description:
            'A write key (wk_…, for browsers) or a secret key (sk_…, for servers) as the user name.',
        },
      },
      schemas: {
        ...eventSchemas,
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
