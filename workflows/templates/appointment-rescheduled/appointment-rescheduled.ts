import { appointmentData, appointmentSample } from '../appointment-data.ts';
import { defineTemplate } from '../define-template.ts';

export const appointmentRescheduled = defineTemplate({
  id: 'appointment-rescheduled',
  kind: 'transactional',
  data: appointmentData,
  calendar: 'request',
  sample: appointmentSample,
});
