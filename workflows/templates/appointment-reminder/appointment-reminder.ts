import { appointmentData, appointmentSample } from '../appointment-data.ts';
import { defineTemplate } from '../define-template.ts';

export const appointmentReminder = defineTemplate({
  id: 'appointment-reminder',
  kind: 'transactional',
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
    de: {
      template: {
        name: 'appointment_reminder',
        language: 'de',
        body: 'Eine Erinnerung von {{1}}: Wir erwarten Sie zu Ihrem Termin am {{2}} ({{3}}). Bis bald!',
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
