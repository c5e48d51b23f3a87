import { appointmentData, appointmentSample } from '../appointment-data.ts';
import { defineTemplate } from '../define-template.ts';

/** Transactional: it belongs to the appointment and offers nothing. The links choose stars; the page's button gives them. */
export const appointmentThanks = defineTemplate({
  id: 'appointment-thanks',
  kind: 'transactional',
  subject: 'Thank you for coming. How did we do?',
  preheader: 'Choose your stars; you can add a few words before you send them.',
  body: `
<h1>Thank you for coming</h1>
<p>{{ brand.tone.greeting }}{% if person.firstName %} {{ person.firstName }}{% endif %},</p>
<p>We hope all is well with your car. How was your {{ data.service | service_name | downcase }}, from one star to five?</p>
<ul>
<li><a href="{{ links.rate }}&amp;stars=5">Excellent: five stars <span aria-hidden="true">&#9733;&#9733;&#9733;&#9733;&#9733;</span></a></li>
<li><a href="{{ links.rate }}&amp;stars=4">Very good: four stars <span aria-hidden="true">&#9733;&#9733;&#9733;&#9733;</span></a></li>
<li><a href="{{ links.rate }}&amp;stars=3">Good: three stars <span aria-hidden="true">&#9733;&#9733;&#9733;</span></a></li>
<li><a href="{{ links.rate }}&amp;stars=2">Fair: two stars <span aria-hidden="true">&#9733;&#9733;</span></a></li>
<li><a href="{{ links.rate }}&amp;stars=1">Poor: one star <span aria-hidden="true">&#9733;</span></a></li>
</ul>
<p>You can add a few words before you send it. Whatever you choose, somebody of ours reads it.</p>
`,
  text: `{{ brand.tone.greeting }}{% if person.firstName %} {{ person.firstName }}{% endif %},

Thank you for coming. We hope all is well with your car. How was your {{ data.service | service_name | downcase }}, from one star to five?

Excellent, five stars:
{{ links.rate }}&stars=5

Very good, four stars:
{{ links.rate }}&stars=4

Good, three stars:
{{ links.rate }}&stars=3

Fair, two stars:
{{ links.rate }}&stars=2

Poor, one star:
{{ links.rate }}&stars=1

You can add a few words before you send it. Whatever you choose, somebody of ours reads it.
`,
  data: appointmentData,
  sample: appointmentSample,
});
