import * as z from 'zod/mini';
import { instant, text, timezone } from '../../events/fields.ts';
import { defineTemplate } from '../define-template.ts';

const opening = `{% if data.because == 'taken' %}That time cannot be booked, or somebody was a moment faster.{% elsif data.because == 'unclear' %}We were not sure which time you meant.{% else %}Gladly!{% endif %}`;

const words = `${opening} {{ data.service | service_name }}, next free times:
{% for time in data.times %}{{ forloop.index }}. {{ time | local_time: data.timezone }}
{% endfor %}Answer with a number, or with another day and time.`;

const germanOpening = `{% if data.because == 'taken' %}Diese Zeit ist nicht zu haben, oder jemand war schneller.{% elsif data.because == 'unclear' %}Welche Zeit meinen Sie?{% else %}Gern!{% endif %}`;

const german = `${germanOpening} {{ data.service | service_name }}, frei:
{% for time in data.times %}{{ forloop.index }}. {{ time | local_time: data.timezone }}
{% endfor %}Antworten Sie mit einer Nummer, oder mit Tag und Uhrzeit.`;

export const bookingTimes = defineTemplate({
  id: 'booking-times',
  kind: 'transactional',
  sms: { default: words, de: german },
  whatsapp: { default: { text: words }, de: { text: german } },
  social: {
    default: `${words} All times: {{ links.booking }}`,
    de: `${german} Alle Zeiten: {{ links.booking }}`,
  },
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
