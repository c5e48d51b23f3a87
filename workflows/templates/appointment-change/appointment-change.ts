import { appointmentData, appointmentSample } from '../appointment-data.ts';
import { defineTemplate } from '../define-template.ts';

const words = `{{ data.service | service_name }}, {{ data.startsAt | local_time: data.timezone }}: {% if links.change %}choose another time, or cancel, here: {{ links.change }} {% endif %}Nothing has changed yet.`;
const german = `{{ data.service | service_name }}, {{ data.startsAt | local_time: data.timezone }}: {% if links.change %}hier verlegen oder absagen: {{ links.change }} {% endif %}Noch ist nichts geändert.`;

export const appointmentChange = defineTemplate({
  id: 'appointment-change',
  kind: 'transactional',
  sms: { default: words, de: german },
  whatsapp: { default: { text: words }, de: { text: german } },
  social: { default: words, de: german },
  data: appointmentData,
  sample: appointmentSample,
});
