import * as z from 'zod/mini';
import { saveSegment } from '../../../domain/segments/saving.ts';
import { refused } from '../refused.ts';
import { route } from '../route.ts';
import { saidShape, segmentId, segmentShape } from '../shapes.ts';
import { segmentView } from '../view.ts';

export const putSegment = route({
  method: 'PUT',
  path: '/v1/segments/{id}',
  operationId: 'putSegment',
  scope: 'market',
  summary:
    'Makes a segment, or changes what it says. Everybody is then held against it, which begins after a minute and a half; until it is done its status is `building`.',
  params: z.object({ id: segmentId }),
  body: saidShape,
  edits: true,
  version: ({ version }) => version,
  answer: { status: 200, description: 'The segment.', schema: segmentShape },
  async handle({ params: { id }, body, ifMatch, now }, outside) {
    const { table, business, builds } = outside;
    const said = { id, ...body };
    const saved = await saveSegment(table, business, said, now, (before) => ifMatch(before?.version));
    if (!saved.ok) throw refused(saved.complaints);
    let { segment } = saved;
    if (segment.status === 'building' && !(await builds.start(segment))) {
      // The build of this very version has failed, or has just come to its end: another one does no harm.
      const again = await saveSegment(table, business, said, now, undefined, true);
      if (!again.ok) throw refused(again.complaints);
      segment = again.segment;
      await builds.start(segment);
    }
    return segmentView(segment, outside);
  },
});
