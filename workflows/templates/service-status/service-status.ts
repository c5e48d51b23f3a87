import * as z from 'zod/mini';
import { serviceStatusChanged } from '../../events/service-status-changed.ts';
import { appointmentData, appointmentSample } from '../appointment-data.ts';
import { defineTemplate } from '../define-template.ts';

const { bookingId, service } = appointmentData.shape;

export const serviceStatus = defineTemplate({
  id: 'service-status',
  kind: 'transactional',
  sms: {
    default: `{{ brand.name }}: {% case data.status %}{% when 'arrived' %}your car is checked in for: {{ data.service | service_name }}.{% when 'in-service' %}we are working on your car now: {{ data.service | service_name }}.{% else %}your car is ready. {{ data.service | service_name }} is done; come by whenever it suits you.{% endcase %}`,
    de: `{{ brand.name }}: {% case data.status %}{% when 'arrived' %}Ihr Auto ist angemeldet: {{ data.service | service_name }}.{% when 'in-service' %}Wir arbeiten an Ihrem Auto: {{ data.service | service_name }}.{% else %}Ihr Auto ist fertig: {{ data.service | service_name }}. Kommen Sie vorbei, wann es Ihnen passt.{% endcase %}`,
  },
  whatsapp: {
    default: {
      template: {
        name: 'service_status',
        language: 'en',
        body: 'News of your car from {{1}}: {{2}} is {{3}}.',
        parameters: [
          '{{ brand.name }}',
          '{{ data.service | service_name }}',
          `{% case data.status %}{% when 'arrived' %}checked in{% when 'in-service' %}under way{% else %}done, and your car is ready{% endcase %}`,
        ],
      },
    },
    de: {
      template: {
        name: 'service_status',
        language: 'de',
        body: 'Neues von Ihrem Auto bei {{1}}: {{2}}, Stand: {{3}}.',
        parameters: [
          '{{ brand.name }}',
          '{{ data.service | service_name }}',
          `{% case data.status %}{% when 'arrived' %}angemeldet{% when 'in-service' %}in Arbeit{% else %}erledigt, Ihr Auto ist fertig{% endcase %}`,
        ],
      },
    },
  },
  push: {
    default: {
      title: `{% case data.status %}{% when 'arrived' %}Your car is with us{% when 'in-service' %}We are working on your car{% else %}Your car is ready{% endcase %}`,
      body: `{% case data.status %}{% when 'arrived' %}Sit back; we tell you when it is ready.{% when 'in-service' %}{{ data.service | service_name }} has begun.{% else %}Come by whenever it suits you.{% endcase %}`,
      link: '{{ brand.website }}',
    },
    de: {
      title: `{% case data.status %}{% when 'arrived' %}Ihr Auto ist bei uns{% when 'in-service' %}Wir arbeiten an Ihrem Auto{% else %}Ihr Auto ist fertig{% endcase %}`,
      body: `{% case data.status %}{% when 'arrived' %}Lehnen Sie sich zurück; wir melden uns, wenn es fertig ist.{% when 'in-service' %}{{ data.service | service_name }}: Wir haben angefangen.{% else %}Kommen Sie vorbei, wann es Ihnen passt.{% endcase %}`,
      link: '{{ brand.website }}',
    },
  },
  social: {
    default: `{% case data.status %}{% when 'arrived' %}Your car is with us. We write again when we begin.{% when 'in-service' %}{{ data.service | service_name }}: we are working on your car.{% else %}Your car is ready, and waits for you at {{ brand.postalAddress }}.{% endcase %}`,
    de: `{% case data.status %}{% when 'arrived' %}Ihr Auto ist bei uns. Wir schreiben wieder, wenn wir anfangen.{% when 'in-service' %}{{ data.service | service_name }}: Wir arbeiten an Ihrem Auto.{% else %}Ihr Auto ist fertig und wartet auf Sie: {{ brand.postalAddress }}.{% endcase %}`,
  },
  webhook: { endpoint: 'crm' },
  data: z.object({ bookingId, service, status: serviceStatusChanged.properties.status }),
  sample: { bookingId: appointmentSample.bookingId, service: appointmentSample.service, status: 'ready' },
});
