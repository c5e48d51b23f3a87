import { defineFunction, line, pageWebhook, table } from '../shared/spec.ts';

export const spec = defineFunction({
  name: 'page-webhook',
  description: "Takes what people write to the business's page on Facebook, as Meta's webhook tells it.",
  memoryMb: 256,
  timeoutSeconds: 20,
  needs: {
    table: table('GetItem', 'Query', 'PutItem', 'UpdateItem'),
    line: line('SendMessage'),
    secrets: pageWebhook('GetParameter'),
  },
  triggers: { routes: ['GET /webhooks/meta', 'POST /webhooks/meta'] },
});
