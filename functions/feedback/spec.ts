import { defineFunction, line, table } from '../shared/spec.ts';

export const spec = defineFunction({
  name: 'feedback',
  description:
    "Takes SES's feedback: deliveries, bounces, complaints, opens and clicks of the messages sent.",
  memoryMb: 256,
  timeoutSeconds: 30,
  needs: {
    table: table('GetItem', 'PutItem', 'UpdateItem'),
    line: line('SendMessage'),
  },
  triggers: { subscribes: ['emailFeedback'] },
});
