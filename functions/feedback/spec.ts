import { defineFunction, line, signingKey, table } from '../shared/spec.ts';

export const spec = defineFunction({
  name: 'feedback',
  description:
    'Takes what providers tell of the messages sent: deliveries, bounces, complaints, opens and clicks.',
  memoryMb: 256,
  timeoutSeconds: 30,
  needs: {
    table: table('GetItem', 'Query', 'PutItem', 'UpdateItem'),
    line: line('SendMessage'),
    signingKey: signingKey('GetParameter'),
  },
  triggers: { subscribes: ['emailFeedback', 'smsEvents', 'whatsappEvents'] },
});
