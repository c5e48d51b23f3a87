import { appointmentData, appointmentSample } from '../appointment-data.ts';
import { defineTemplate } from '../define-template.ts';

const words = `{{ data.service | service_name }}, {{ data.startsAt | local_time: data.timezone }}: {% if links.change %}choose another time, or cancel, here: {{ links.change }} {% endif %}Nothing has changed yet.`;

export const appointmentChange = defineTemplate({
  id: 'appointment-change',
  kind: 'transactional',
  subject: 'Your appointment: another time, or cancel',
  preheader: 'Nothing has changed yet: choose here.',
  body: `
<h1>Another time, or cancel?</h1>
<p>This is your appointment:</p>
<p><strong>{{ data.service | service_name }}</strong><br>{{ data.startsAt | local_time: data.timezone }}</p>
{% if links.change %}<p><a class="button" href="{{ links.change }}">Choose another time, or cancel</a></p>
{% endif %}<p>Until you do, it stands as it is.</p>
`,
  text: `This is your appointment:

{{ data.service | service_name }}
{{ data.startsAt | local_time: data.timezone }}

{% if links.change %}Choose another time, or cancel:
{{ links.change }}

{% endif %}Until you do, it stands as it is.
`,
  sms: { default: words },
  whatsapp: { default: { text: words } },
  social: { default: words },
  data: appointmentData,
  sample: appointmentSample,
});
