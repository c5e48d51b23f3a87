import * as z from 'zod/mini';
import { text } from '../../events/fields.ts';
import { appointmentData, appointmentSample } from '../appointment-data.ts';
import { defineTemplate } from '../define-template.ts';

/** Tells the business of a rating that asks for a call, with what led to it. */
export const staffReviewAlert = defineTemplate({
  id: 'staff-review-alert',
  kind: 'staff',
  story: true,
  subject:
    '{{ data.stars }} of 5 stars: {% if person.firstName %}{{ person.firstName }}{% else %}a customer{% endif %}, {{ data.service | service_name }}',
  preheader:
    '{% if data.text %}{{ data.text | truncate: 90 }}{% else %}No words with it. A call may help.{% endif %}',
  body: `
<h1>{{ data.stars }} of 5 stars</h1>
{% if data.text %}<blockquote>{{ data.text }}</blockquote>
{% else %}<p>Without a word.</p>
{% endif %}<table>
<tr><th scope="row">Customer</th><td>{% if person.firstName %}{{ person.firstName }} {% endif %}{{ person.email | default: "no email address" }}{% if person.phone %}<br>{{ person.phone }}{% endif %}</td></tr>
<tr><th scope="row">Booked</th><td>{{ data.service | service_name }}</td></tr>
<tr><th scope="row">When</th><td>{{ data.startsAt | local_time: data.timezone }}</td></tr>
<tr><th scope="row">Booking</th><td>{{ data.bookingId }}</td></tr>
</table>
<p>They were told that we are sorry and asked what would put it right. Their answer comes to this address.</p>
<h2>What came before</h2>
<ol>
{% for entry in story %}<li>{{ entry.at | local_time: brand.timezone }}: {{ entry.what }}</li>
{% endfor %}</ol>
`,
  text: `{{ data.stars }} of 5 stars

{% if data.text %}{{ data.text }}{% else %}Without a word.{% endif %}

Customer: {% if person.firstName %}{{ person.firstName }} {% endif %}{{ person.email | default: "no email address" }}{% if person.phone %}, {{ person.phone }}{% endif %}
Booked: {{ data.service | service_name }}
When: {{ data.startsAt | local_time: data.timezone }}
Booking: {{ data.bookingId }}

They were told that we are sorry and asked what would put it right. Their answer comes to this address.

What came before:
{% for entry in story %}- {{ entry.at | local_time: brand.timezone }}: {{ entry.what }}
{% endfor %}`,
  data: z.extend(appointmentData, {
    stars: z.int().check(z.gte(1), z.lte(5)),
    text: z.nullish(text),
  }),
  sample: {
    ...appointmentSample,
    stars: 2,
    text: 'The car was not ready when you said it would be.',
  },
});
