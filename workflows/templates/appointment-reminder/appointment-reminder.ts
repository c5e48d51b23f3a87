import { appointmentData, appointmentSample } from '../appointment-data.ts';
import { defineTemplate } from '../define-template.ts';

export const appointmentReminder = defineTemplate({
  id: 'appointment-reminder',
  kind: 'transactional',
  subject: 'Reminder: {{ data.service | service_name }}, {{ data.startsAt | local_time: data.timezone }}',
  preheader: 'See you soon. Here is when and where.',
  body: `
<h1>See you soon</h1>
<p>{{ brand.tone.greeting }}{% if person.firstName %} {{ person.firstName }}{% endif %},</p>
<p>A short reminder of your appointment:</p>
<p><strong>{{ data.service | service_name }}</strong><br>{{ data.startsAt | local_time: data.timezone }}<br>{{ brand.postalAddress }}</p>
{% if links.change %}<p>Can&rsquo;t make it? <a href="{{ links.change }}">Choose another time, or cancel</a>.</p>{% endif %}
<p>Running late? Reply to this email and we will sort it out.</p>
`,
  text: `{{ brand.tone.greeting }}{% if person.firstName %} {{ person.firstName }}{% endif %},

A short reminder of your appointment:

{{ data.service | service_name }}
{{ data.startsAt | local_time: data.timezone }}
{{ brand.postalAddress }}

{% if links.change %}Can't make it? Choose another time, or cancel:
{{ links.change }}

{% endif %}Running late? Reply to this email and we will sort it out.
`,
  sms: {
    default:
      '{{ brand.name }}: see you on {{ data.startsAt | local_time: data.timezone }} for your appointment, {{ data.service | service_name }}.',
    de: '{{ brand.name }}: Ihr Termin, {{ data.service | service_name }}: {{ data.startsAt | local_time: data.timezone }}. Bis bald!',
  },
  whatsapp: {
    default: {
      template: {
        name: 'appointment_reminder',
        language: 'en',
        body: 'A reminder from {{1}}: we expect you on {{2}} for your appointment, {{3}}. See you soon!',
        parameters: [
          '{{ brand.name }}',
          '{{ data.startsAt | local_time: data.timezone }}',
          '{{ data.service | service_name }}',
        ],
      },
    },
  },
  data: appointmentData,
  sample: appointmentSample,
});
