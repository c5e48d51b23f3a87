import * as z from 'zod/mini';
import { defineTemplate } from '../define-template.ts';

export const reviewApology = defineTemplate({
  id: 'review-apology',
  kind: 'transactional',
  subject: 'We are sorry. Thank you for telling us',
  preheader: 'Your rating is on our desk, and we would like to put it right.',
  body: `
<h1>We are sorry</h1>
<p>{{ brand.tone.greeting }}{% if person.firstName %} {{ person.firstName }}{% endif %},</p>
<p>You came to us with your car and did not get the visit that you should have had. Thank you for saying so plainly: it is how we get better.</p>
<p>Your rating is with the people who run the workshop. What could we do to put it right? Reply to this email, in a sentence or two; it reaches us directly.</p>
`,
  text: `{{ brand.tone.greeting }}{% if person.firstName %} {{ person.firstName }}{% endif %},

You came to us with your car and did not get the visit that you should have had. Thank you for saying so plainly: it is how we get better.

Your rating is with the people who run the workshop. What could we do to put it right? Reply to this email, in a sentence or two; it reaches us directly.
`,
  data: z.object({}),
  sample: {},
});
