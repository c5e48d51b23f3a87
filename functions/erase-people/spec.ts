import { audiences, defineFunction, journeys, receivedMail, scheduleGroup, table } from '../shared/spec.ts';

export const spec = defineFunction({
  name: 'erase-people',
  description:
    'Deletes what is left of people who are being erased: when one is, and every hour what was cut off.',
  memoryMb: 512,
  timeoutSeconds: 300,
  needs: {
    table: table('GetItem', 'BatchGetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem'),
    journeys: journeys('StopExecution'),
    audiences: audiences('SendMessage'),
    receivedMail: receivedMail('DeleteObject'),
    scheduleGroup: scheduleGroup('DeleteSchedule'),
  },
  triggers: { every: 'rate(1 hour)' },
});
