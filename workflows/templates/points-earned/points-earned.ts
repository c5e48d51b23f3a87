import * as z from 'zod/mini';
import { instant, text } from '../../events/fields.ts';
import { defineTemplate } from '../define-template.ts';

export const pointsEarned = defineTemplate({
  id: 'points-earned',
  kind: 'transactional',
  subject: '{{ data.points }} points for you',
  preheader: 'They are on your account already.',
  body: `
<h1>{{ data.points }} points are yours</h1>
<p>{{ brand.tone.greeting }}{% if person.firstName %} {{ person.firstName }}{% endif %},</p>
<p>{% if data.reason == "referral" %}A friend used your code: thank you for the kind word. {% endif %}<strong>{{ data.points }} points</strong> are on your account.</p>
<p>{% if data.balance %}You have {{ data.balance }} points now. {% endif %}{% if data.expiresAt %}These can be spent until {{ data.expiresAt | local_time }}. {% endif %}Spend them on your next visit: just tell us at the counter.</p>
`,
  text: `{{ brand.tone.greeting }}{% if person.firstName %} {{ person.firstName }}{% endif %},

{% if data.reason == "referral" %}A friend used your code: thank you for the kind word. {% endif %}{{ data.points }} points are on your account.

{% if data.balance %}You have {{ data.balance }} points now. {% endif %}{% if data.expiresAt %}These can be spent until {{ data.expiresAt | local_time }}. {% endif %}Spend them on your next visit: just tell us at the counter.
`,
  data: z.object({
    points: z.int(),
    reason: text,
    balance: z.nullish(z.int()),
    expiresAt: z.nullish(instant),
  }),
  sample: { points: 100, reason: 'referral', balance: 300, expiresAt: '2027-11-24T09:00:00.000Z' },
});
