import { defineFunction, line, publicUrl, signingKey, table } from '../shared/spec.ts';

export const spec = defineFunction({
  name: 'bookings',
  description: 'The pages where a person books an appointment, moves it or cancels it.',
  memoryMb: 512,
  timeoutSeconds: 15,
  needs: {
    table: table('GetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem'),
    line: line('SendMessage'),
    signingKey: signingKey('GetParameter'),
    publicUrl: publicUrl(),
  },
  triggers: {
    routes: ['GET /book', 'POST /book', 'GET /book/change', 'POST /book/change'],
  },
});
