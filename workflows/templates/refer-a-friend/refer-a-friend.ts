import * as z from 'zod/mini';
import { text } from '../../events/fields.ts';
import { defineTemplate } from '../define-template.ts';

export const referAFriend = defineTemplate({
  id: 'refer-a-friend',
  kind: 'marketing',
  topic: 'offers',
  data: z.object({ code: text }),
  sample: { code: '7K3M-Q9TX' },
});
