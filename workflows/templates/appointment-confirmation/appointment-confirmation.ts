import { appointmentData, appointmentSample } from '../appointment-data.ts';
import { defineTemplate } from '../define-template.ts';

export const appointmentConfirmation = defineTemplate({
  id: 'appointment-confirmation',
  kind: 'transactional',
  subject: 'Booked: {{ data.service | service_name }}, {{ data.startsAt | local_time: data.timezone }}',
  preheader: 'We are looking forward to seeing you.',
  body: `
<h1>Your appointment is booked</h1>
<p>{{ brand.tone.greeting }}{% if person.firstName %} {{ person.firstName }}{% endif %},</p>
<p>We have you down for:</p>
<p><strong>{{ data.service | service_name }}</strong><br>{{ data.startsAt | local_time: data.timezone }}</p>
<p>You will find us at {{ brand.postalAddress }}.</p>
{% if links.change %}<p>Something came up? <a href="{{ links.change }}">Choose another time, or cancel</a>.</p>{% else %}<p>Something came up? Reply to this email and we will find another time.</p>{% endif %}
`,
  text: `{{ brand.tone.greeting }}{% if person.firstName %} {{ person.firstName }}{% endif %},

Your appointment is booked:

{{ data.service | service_name }}
{{ data.startsAt | local_time: data.timezone }}

You will find us at {{ brand.postalAddress }}.

{% if links.change %}Something came up? Choose another time, or cancel:
{{ links.change }}
{% else %}Something came up? Reply to this email and we will find another time.
{% endif %}`,
  data: appointmentData,
  calendar: 'request',
  sample: appointmentSample,
});
