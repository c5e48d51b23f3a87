import { defineFunction, demoWriteKey, publicUrl } from '../shared/spec.ts';

export const spec = defineFunction({
  name: 'demo-page',
  description:
    'A page of the centre with its pop-up, to try the story in a browser. Context demoPage=false leaves it out.',
  memoryMb: 256,
  timeoutSeconds: 5,
  needs: { publicUrl: publicUrl(), writeKey: demoWriteKey() },
  triggers: { routes: ['GET /'] },
});
