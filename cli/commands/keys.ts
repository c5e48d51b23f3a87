import { type Call, type Command, textOf } from '../command.ts';
import { operationCommand } from '../operation.ts';

/** What a key is to be; what is wrong with it is the API's to say. */
function keyOf(call: Call): object {
  const perMinute = textOf(call, 'per-minute');
  return {
    name: call.args.name,
    kind: textOf(call, 'kind'),
    scopes: textOf(call, 'scopes')?.split(','),
    expires: textOf(call, 'expires'),
    perMinute: perMinute === undefined ? undefined : Number(perMinute),
  };
}

export const keys: readonly Command[] = [
  operationCommand({
    name: 'keys list',
    summary: 'All API keys; never their texts.',
    operation: 'listKeys',
    method: 'GET',
    path: '/v1/keys',
    rows: { of: 'items', columns: ['id', 'name', 'kind', 'scopes', 'perMinute', 'expires', 'madeBy'] },
    examples: ['keys list'],
  }),
  operationCommand({
    name: 'keys get',
    summary: 'One API key.',
    operation: 'getKey',
    method: 'GET',
    path: '/v1/keys/{id}',
    examples: ['keys get key-abcdefghijklmnop'],
  }),
  operationCommand({
    name: 'keys create',
    summary: 'Makes a key, which opens within seconds. Its text is shown this once.',
    operation: 'createKey',
    method: 'POST',
    path: '/v1/keys',
    args: ['name'],
    options: {
      scopes: {
        type: 'string',
        value: '<scopes>',
        help: 'Of a secret key: read, market, admin, ingest, with commas.',
      },
      kind: { type: 'string', value: '<kind>', help: 'secret unless write is said.' },
      expires: { type: 'string', value: '<time>', help: 'As 2027-01-01T00:00:00Z; never unless said.' },
      'per-minute': { type: 'string', value: '<n>', help: 'Calls that it may make in a minute.' },
    },
    body: keyOf,
    examples: ['keys create reports --scopes read', 'keys create website --kind write'],
  }),
  operationCommand({
    name: 'keys change',
    summary: 'Changes what a key is good for.',
    operation: 'changeKey',
    method: 'PATCH',
    path: '/v1/keys/{id}',
    body: 'file',
    edits: true,
    examples: [`keys change key-abcdefghijklmnop - <<< '{"scopes": ["read"]}'`],
  }),
  operationCommand({
    name: 'keys rotate',
    summary: 'Gives a key a new text, shown this once; the old one opens for a day more unless said.',
    operation: 'rotateKey',
    method: 'POST',
    path: '/v1/keys/{id}/rotate',
    options: { until: { type: 'string', value: '<time>', help: 'Until when the old text opens.' } },
    body: (call) => ({ oldTextUntil: textOf(call, 'until') }),
    examples: ['keys rotate key-abcdefghijklmnop'],
  }),
  operationCommand({
    name: 'keys delete',
    summary: 'Takes a key away; within a minute it opens nothing any more.',
    operation: 'deleteKey',
    method: 'DELETE',
    path: '/v1/keys/{id}',
    examples: ['keys delete key-abcdefghijklmnop'],
  }),
  operationCommand({
    name: 'audit list',
    summary: 'Who changed what by the API on a day, newest first.',
    operation: 'listAudit',
    method: 'GET',
    path: '/v1/audit',
    query: { day: 'As 2026-11-24; today unless said.' },
    isPaged: true,
    rows: { of: 'items', columns: ['at', 'key', 'operation', 'resource', 'outcome'] },
    examples: ['audit list --day 2026-11-24'],
  }),
];
