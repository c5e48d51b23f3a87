import { appointmentData, appointmentSample } from '../appointment-data.ts';
import { defineTemplate } from '../define-template.ts';

const words = `{{ data.service | service_name }}, {{ data.startsAt | local_time: data.timezone }}: {% if links.change %}choose another time, or cancel, here: {{ links.change }} {% endif %}Nothing has changed yet.`;

export const appointmentChange = defineTemplate({
  id: 'appointment-change',
  kind: 'transactional',
  sms: { default: words },
  whatsapp: { default: { text: words } },
  social: { default: words },
  data: appointmentData,
  sample: appointmentSample,
});
