import { defineFunction, line, table } from '../shared/spec.ts';

export const spec = defineFunction({
  name: 'relay-outbox',
  description: 'Puts on the line what a function decided and died before telling, every hour.',
  memoryMb: 256,
  timeoutSeconds: 300,
  needs: {
    table: table('Query', 'DeleteItem'),
    line: line('SendMessage'),
  },
  triggers: { every: 'rate(1 hour)' },
});
