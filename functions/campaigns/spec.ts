import {
  campaignMachine,
  campaignSchedules,
  clockwork,
  defineFunction,
  publicUrl,
  sendQuota,
  signingKey,
  table,
} from '../shared/spec.ts';
import { routes } from './routes/index.ts';

export const spec = defineFunction({
  name: 'campaigns',
  description: 'Campaigns and the lists that they go to, for marketers (secret key).',
  memoryMb: 1024,
  timeoutSeconds: 29,
  needs: {
    table: table(
      'GetItem',
      'BatchGetItem',
      'Query',
      'PutItem',
      'UpdateItem',
      'DeleteItem',
      'ConditionCheckItem',
    ),
    campaignMachine: campaignMachine('StartExecution', 'DescribeExecution'),
    ...campaignSchedules,
    ...clockwork,
    sendQuota: sendQuota('GetAccount'),
    publicUrl: publicUrl(),
    signingKey: signingKey('GetParameter'),
  },
  triggers: { routes: routes.map(({ method, path }) => `${method} ${path}`) },
});
