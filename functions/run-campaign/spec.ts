import { campaignMachine, defineFunction, line, sendQuota, table } from '../shared/spec.ts';

export const spec = defineFunction({
  name: 'run-campaign',
  description: "Reaches a campaign's people, slice by slice, and has scheduled campaigns begin.",
  memoryMb: 512,
  timeoutSeconds: 60,
  needs: {
    table: table('GetItem', 'BatchGetItem', 'PutItem', 'UpdateItem', 'DeleteItem', 'Query'),
    line: line('SendMessage'),
    campaignMachine: campaignMachine('StartExecution'),
    sendQuota: sendQuota('GetAccount'),
  },
  triggers: { schedules: true },
});
