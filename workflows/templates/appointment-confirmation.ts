import { appointmentData, appointmentSample } from './appointment-data.ts';
import { defineTemplate } from './define-template.ts';

export const appointmentConfirmation = defineTemplate({
  id: 'appointment-confirmation',
  kind: 'transactional',
  channel: 'email',
  subject: 'Booked: {{ data.service }}, {{ data.startsAt | local_time: data.timezone }}',
  preheader: 'We are looking forward to seeing you.',
  body: `
<h1>Your appointment is booked</h1>
<p>{{ brand.tone.greeting }}{% if person.firstName %} {{ person.firstName }}{% endif %},</p>
<p>We have you down for:</p>
<p><strong>{{ data.service }}</strong><br>{{ data.startsAt | local_time: data.timezone }}</p>
<p>You will find us at {{ brand.postalAddress }}.</p>
<p>Something came up? Reply to this email and we will find another time.</p>
`,
  text: `{{ brand.tone.greeting }}{% if person.firstName %} {{ person.firstName }}{% endif %},

Your appointment is booked:

{{ data.service }}
{{ data.startsAt | local_time: data.timezone }}

You will find us at {{ brand.postalAddress }}.

Something came up? Reply to this email and we will find another time.
`,
  data: appointmentData,
  sample: appointmentSample,
});
