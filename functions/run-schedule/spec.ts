import { defineFunction, line, table, timers } from '../shared/spec.ts';

export const spec = defineFunction({
  name: 'run-schedule',
  description: "Fires a schedule for some of a shard's people, or sets their timers of it.",
  memoryMb: 512,
  timeoutSeconds: 300,
  needs: {
    table: table('GetItem', 'BatchGetItem', 'PutItem', 'DeleteItem', 'Query'),
    line: line('SendMessage'),
    ...timers,
  },
});
