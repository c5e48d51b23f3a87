import { appointmentData, appointmentSample } from '../appointment-data.ts';
import { defineTemplate } from '../define-template.ts';

export const appointmentMissed = defineTemplate({
  id: 'appointment-missed',
  kind: 'transactional',
  subject: 'We missed you. Shall we find another day?',
  preheader: 'It happens. Choose a new time whenever you are ready.',
  body: `
<h1>We missed you</h1>
<p>{{ brand.tone.greeting }}{% if person.firstName %} {{ person.firstName }}{% endif %},</p>
<p>We had kept {{ data.startsAt | local_time: data.timezone }} for your {{ data.service | service_name }}. These things happen.</p>
<p>Choose a new time whenever you are ready:</p>
<p><a class="button" href="{{ links.booking }}">Choose a new time</a></p>
`,
  text: `{{ brand.tone.greeting }}{% if person.firstName %} {{ person.firstName }}{% endif %},

We had kept {{ data.startsAt | local_time: data.timezone }} for your {{ data.service | service_name }}. These things happen.

Choose a new time whenever you are ready:

{{ links.booking }}
`,
  data: appointmentData,
  sample: appointmentSample,
});
