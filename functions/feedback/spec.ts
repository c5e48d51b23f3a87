import { defineFunction, line, table } from '../shared/spec.ts';

export const spec = defineFunction({
  name: 'feedback',
  description:
    'Takes what providers tell of the messages sent: deliveries, bounces, complaints, opens and clicks.',
  memoryMb: 256,
  timeoutSeconds: 30,
  needs: {
    table: table('GetItem', 'PutItem', 'UpdateItem'),
    line: line('SendMessage'),
  },
  triggers: { subscribes: ['emailFeedback', 'smsEvents', 'whatsappEvents'] },
});
