import { appointmentData, appointmentSample } from '../appointment-data.ts';
import { defineTemplate } from '../define-template.ts';

export const appointmentMissed = defineTemplate({
  id: 'appointment-missed',
  kind: 'transactional',
  data: appointmentData,
  sample: appointmentSample,
});
