import * as z from 'zod/mini';
import { text } from '../../events/fields.ts';
import { defineTemplate } from '../define-template.ts';

export const referAFriend = defineTemplate({
  id: 'refer-a-friend',
  kind: 'marketing',
  topic: 'offers',
  subject: 'Thank you! A code for your friends, points for you',
  preheader: 'Friends get 20% off an oil change, and each of them earns you points.',
  body: `
<h1>Share it with a friend</h1>
<p>{{ brand.tone.greeting }}{% if person.firstName %} {{ person.firstName }}{% endif %},</p>
<p>Your kind rating made our day. If you know somebody whose car is due, this code of yours gets them
20% off an oil change, and earns you points for every friend who uses it:</p>
<p class="code"><strong>{{ data.code }}</strong></p>
<p><a class="button" href="{{ links.refer }}/{{ data.code }}">Open your page to share</a></p>
<p>Send them the link, or tell them the code: they may also say it at our counter.</p>
`,
  text: `{{ brand.tone.greeting }}{% if person.firstName %} {{ person.firstName }}{% endif %},

Your kind rating made our day. If you know somebody whose car is due, this code of yours gets them
20% off an oil change, and earns you points for every friend who uses it:

{{ data.code }}

Send them this link, or tell them the code: they may also say it at our counter.

{{ links.refer }}/{{ data.code }}
`,
  data: z.object({ code: text }),
  sample: { code: '7K3M-Q9TX' },
});
