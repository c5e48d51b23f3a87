import { appointmentData, appointmentSample } from '../appointment-data.ts';
import { defineTemplate } from '../define-template.ts';

export const appointmentConfirmation = defineTemplate({
  id: 'appointment-confirmation',
  kind: 'transactional',
  data: appointmentData,
  calendar: 'request',
  sample: appointmentSample,
});
