import { appointmentData, appointmentSample } from '../appointment-data.ts';
import { defineTemplate } from '../define-template.ts';

export const appointmentCancelled = defineTemplate({
  id: 'appointment-cancelled',
  kind: 'transactional',
  subject: 'Cancelled: {{ data.service | service_name }}. Shall we find another day?',
  preheader: 'Your appointment is cancelled. A new one is a minute away.',
  body: `
<h1>Your appointment is cancelled</h1>
<p>{{ brand.tone.greeting }}{% if person.firstName %} {{ person.firstName }}{% endif %},</p>
<p>{{ data.service | service_name }} on {{ data.startsAt | local_time: data.timezone }} is off the calendar. There is nothing more you need to do.</p>
<p>If another day suits you better, we would be glad to see you:</p>
<p><a class="button" href="{{ links.booking }}">Choose a new time</a></p>
`,
  text: `{{ brand.tone.greeting }}{% if person.firstName %} {{ person.firstName }}{% endif %},

{{ data.service | service_name }} on {{ data.startsAt | local_time: data.timezone }} is off the calendar. There is nothing more you need to do.

If another day suits you better, we would be glad to see you:

{{ links.booking }}
`,
  data: appointmentData,
  calendar: 'cancel',
  sample: appointmentSample,
});
