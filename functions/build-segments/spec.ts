import { defineFunction, line, table, timers } from '../shared/spec.ts';

export const spec = defineFunction({
  name: 'build-segments',
  description:
    'Holds everybody against a segment that was made or changed, and lets the members of a deleted one go.',
  memoryMb: 1024,
  timeoutSeconds: 120,
  needs: {
    table: table('GetItem', 'BatchGetItem', 'PutItem', 'UpdateItem', 'DeleteItem', 'Query'),
    line: line('SendMessage'),
    ...timers,
  },
});
