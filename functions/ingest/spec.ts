import { defineFunction, keys, line, signingKey, table } from '../shared/spec.ts';
import { intakes, rejectedRoute } from './routes.ts';

export const spec = defineFunction({
  name: 'ingest',
  description: "Takes Segment's calls, finds whose they are, and puts them on each person's line.",
  memoryMb: 512,
  timeoutSeconds: 29,
  needs: {
    table: table('GetItem', 'PutItem', 'UpdateItem', 'Query'),
    line: line('SendMessage'),
    keys: keys('GetParameter'),
    signingKey: signingKey('GetParameter'),
  },
  triggers: { routes: [...Object.keys(intakes), rejectedRoute] },
});
