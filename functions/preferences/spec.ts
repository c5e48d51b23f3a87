import { defineFunction, line, signingKey, table } from '../shared/spec.ts';

export const spec = defineFunction({
  name: 'preferences',
  description:
    'The pages where a person chooses what they receive, confirms it, or leaves, and one-click unsubscribe (RFC 8058).',
  memoryMb: 256,
  timeoutSeconds: 15,
  needs: {
    table: table('GetItem', 'PutItem'),
    line: line('SendMessage'),
    signingKey: signingKey('GetParameter'),
  },
  triggers: {
    routes: [
      'GET /preferences',
      'POST /preferences',
      'GET /confirm',
      'POST /confirm',
      'GET /unsubscribe',
      'POST /unsubscribe',
    ],
  },
});
