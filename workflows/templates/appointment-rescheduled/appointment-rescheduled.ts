import { appointmentData, appointmentSample } from '../appointment-data.ts';
import { defineTemplate } from '../define-template.ts';

export const appointmentRescheduled = defineTemplate({
  id: 'appointment-rescheduled',
  kind: 'transactional',
  subject: 'New time: {{ data.service | service_name }}, {{ data.startsAt | local_time: data.timezone }}',
  preheader: 'Your appointment has moved; this is when we meet.',
  body: `
<h1>Your appointment has a new time</h1>
<p>{{ brand.tone.greeting }}{% if person.firstName %} {{ person.firstName }}{% endif %},</p>
<p>All set. Your old time is free again, and this is the new one:</p>
<p><strong>{{ data.service | service_name }}</strong><br>{{ data.startsAt | local_time: data.timezone }}</p>
<p>The place stays the same: {{ brand.postalAddress }}.</p>
{% if links.change %}<p>Something came up? <a href="{{ links.change }}">Choose another time, or cancel</a>.</p>{% else %}<p>Something came up? Reply to this email and we will find another time.</p>{% endif %}
`,
  text: `{{ brand.tone.greeting }}{% if person.firstName %} {{ person.firstName }}{% endif %},

All set. Your old time is free again, and this is the new one:

{{ data.service | service_name }}
{{ data.startsAt | local_time: data.timezone }}

The place stays the same: {{ brand.postalAddress }}.

{% if links.change %}Something came up? Choose another time, or cancel:
{{ links.change }}
{% else %}Something came up? Reply to this email and we will find another time.
{% endif %}`,
  data: appointmentData,
  calendar: 'request',
  sample: appointmentSample,
});
