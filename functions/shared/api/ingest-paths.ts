import * as z from 'zod/mini';
import { callSchema } from '../../../domain/events/call-schema.ts';
import { callTypes } from '../../../domain/events/call-types.ts';
import { jsonSchema } from './json-schema.ts';

const batchSchema = z.object({
  batch: z.array(z.extend(callSchema, { type: z.enum(Object.keys(callTypes)) })),
  sentAt: z.optional(z.string()),
});

const accepted = {
  type: 'object',
  required: ['success'],
  properties: { success: { const: true } },
};

const batchAccepted = {
  ...accepted,
  properties: {
    ...accepted.properties,
    rejected: {
      type: 'array',
      items: {
        type: 'object',
        properties: { index: { type: 'integer' }, messageId: { type: 'string' }, reason: { type: 'string' } },
      },
    },
  },
};

const problem = (description: string) => ({
  description,
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
});

const operation = (name: string, summary: string, body: z.ZodMiniType, answer: object) => ({
  post: {
    operationId: name,
    summary,
    security: [{ ingestKey: [] }],
    requestBody: { required: true, content: { 'application/json': { schema: jsonSchema(body, 'input') } } },
    responses: {
      200: { description: 'Taken.', content: { 'application/json': { schema: answer } } },
      400: problem('Not JSON, or a field of the wrong type; the problem names it.'),
      401: problem('No key, or an unknown one.'),
      403: problem('This sender may not send this event.'),
      413: problem('Larger than 32 KB (a batch: 500 KB).'),
      429: problem('The key was given a number of calls a minute, and they are used up.'),
      422: problem("Not what the event's definition asks for; the problem names the field."),
      503: problem('Send the same again after Retry-After seconds; message ids make that safe.'),
    },
  },
});

const rejectedSchema = z.object({
  items: z.array(z.looseObject({ messageId: z.string(), reason: z.string() })),
  next: z.nullable(z.string()),
});

const parameter = (name: string, description: string) => ({
  name,
  in: 'query',
  description,
  schema: { type: 'string' },
});

const listRejected = {
  get: {
    operationId: 'listRejected',
    security: [{ secretKey: ['read'] }],
    summary: 'What was rejected of batches in the last 30 days, newest first.',
    parameters: [
      parameter('key', "One key's id; all keys without it."),
      parameter('limit', '1 to 200, 50 unless said.'),
      parameter('cursor', 'What the page before gave as `next`.'),
    ],
    responses: {
      200: {
        description: 'A page.',
        content: { 'application/json': { schema: jsonSchema(rejectedSchema, 'output') } },
      },
      400: problem('The problem names the parameter.'),
      401: problem('No key, or an unknown one.'),
      403: problem('A write key reads nothing.'),
      404: problem('There is no such key.'),
    },
  },
};

/** The way in: Segment's HTTP Tracking API. Properties of the events that Onward defines are among the schemas. */
export const ingestPaths: Readonly<Record<string, Record<string, unknown>>> = {
  ...Object.fromEntries(
    Object.keys(callTypes).map((type) => [
      `/v1/${type}`,
      operation(type, `Segment's \`${type}\` call.`, callSchema, accepted),
    ]),
  ),
  '/v1/batch': operation(
    'batch',
    'Calls of any types. Good ones are taken whatever the others are; the rejected are named.',
    batchSchema,
    batchAccepted,
  ),
  '/v1/rejected': listRejected,
};
