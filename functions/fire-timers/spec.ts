import { clockwork, defineFunction, line, scheduleGroup, table, timers } from '../shared/spec.ts';

export const spec = defineFunction({
  name: 'fire-timers',
  description:
    "Puts on people's lines what is due in a minute, and hourly what earlier minutes and schedules' clocks left.",
  memoryMb: 512,
  timeoutSeconds: 900,
  needs: {
    table: table('GetItem', 'BatchGetItem', 'PutItem', 'DeleteItem', 'Query'),
    line: line('SendMessage'),
    ...timers,
    ...clockwork,
    scheduleGroup: scheduleGroup('GetSchedule', 'CreateSchedule', 'UpdateSchedule', 'DeleteSchedule'),
  },
  triggers: { every: 'rate(1 hour)' },
});
