import { appointmentData, appointmentSample } from '../appointment-data.ts';
import { defineTemplate } from '../define-template.ts';

export const appointmentCancelled = defineTemplate({
  id: 'appointment-cancelled',
  kind: 'transactional',
  data: appointmentData,
  calendar: 'cancel',
  sample: appointmentSample,
});
