import * as z from 'zod/mini';
import { instant, text, timezone } from '../../events/fields.ts';
import { defineTemplate } from '../define-template.ts';

const opening = `{% if data.because == 'taken' %}That time cannot be booked, or somebody was a moment faster.{% elsif data.because == 'unclear' %}We were not sure which time you meant.{% else %}Gladly!{% endif %}`;

const words = `${opening} {{ data.service | service_name }}, next free times:
{% for time in data.times %}{{ forloop.index }}. {{ time | local_time: data.timezone }}
{% endfor %}Answer with a number, or with another day and time.`;

export const bookingTimes = defineTemplate({
  id: 'booking-times',
  kind: 'transactional',
  subject: 'Times for your appointment: {{ data.service | service_name }}',
  preheader: 'Answer with the number of the one that suits you.',
  body: `
<h1>When does it suit you?</h1>
<p>${opening} These are the next free times for: {{ data.service | service_name }}.</p>
<p>{% for time in data.times %}<strong>{{ forloop.index }}.</strong> {{ time | local_time: data.timezone }}<br>
{% endfor %}</p>
<p>Just answer this message with the number, or with another day and time. You are booked as soon as you have chosen; the
times stay open to others until then.</p>
<p><a class="button" href="{{ links.booking }}">See all times</a></p>
<p>None of these? Tell us, and one of us will write to you.</p>
`,
  text: `${opening} These are the next free times for: {{ data.service | service_name }}.

{% for time in data.times %}{{ forloop.index }}. {{ time | local_time: data.timezone }}
{% endfor %}
Just answer this message with the number, or with another day and time. You are booked as soon as you have
chosen; the times stay open to others until then.

All times: {{ links.booking }}

None of these? Tell us, and one of us will write to you.
`,
  sms: { default: words },
  whatsapp: { default: { text: words } },
  social: { default: `${words} All times: {{ links.booking }}` },
  data: z.object({
    service: text,
    times: z.array(instant),
    timezone,
    because: z.enum(['asked', 'taken', 'unclear']),
  }),
  sample: {
    service: 'oil-change',
    times: ['2026-11-24T09:00:00-05:00', '2026-11-24T09:30:00-05:00', '2026-11-24T10:00:00-05:00'],
    timezone: 'America/New_York',
    because: 'asked',
  },
});
