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
