import { appointmentData, appointmentSample } from './appointment-data.ts';
import { defineTemplate } from './define-template.ts';

export const appointmentRescheduled = defineTemplate({
  id: 'appointment-rescheduled',
  kind: 'transactional',
  channel: 'email',
  subject: 'New time: {{ data.service }}, {{ data.startsAt | local_time: data.timezone }}',
  preheader: 'Your appointment has moved; this is when we meet.',
  body: `
<h1>Your appointment has a new time</h1>
<p>{{ brand.tone.greeting }}{% if person.firstName %} {{ person.firstName }}{% endif %},</p>
<p>All set. Your old time is free again, and this is the new one:</p>
<p><strong>{{ data.service }}</strong><br>{{ data.startsAt | local_time: data.timezone }}</p>
<p>The place stays the same: {{ brand.postalAddress }}.</p>
`,
  text: `{{ brand.tone.greeting }}{% if person.firstName %} {{ person.firstName }}{% endif %},

All set. Your old time is free again, and this is the new one:

{{ data.service }}
{{ data.startsAt | local_time: data.timezone }}

The place stays the same: {{ brand.postalAddress }}.
`,
  data: appointmentData,
  sample: appointmentSample,
});
