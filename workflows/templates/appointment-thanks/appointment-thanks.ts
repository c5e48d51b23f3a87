import { appointmentData, appointmentSample } from '../appointment-data.ts';
import { defineTemplate } from '../define-template.ts';

/** Transactional: it belongs to the appointment and offers nothing. The links choose stars; the page's button gives them. */
export const appointmentThanks = defineTemplate({
  id: 'appointment-thanks',
  kind: 'transactional',
  data: appointmentData,
  sample: appointmentSample,
});
