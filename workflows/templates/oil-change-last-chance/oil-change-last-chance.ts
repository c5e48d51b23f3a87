import { couponData, couponSample } from '../coupon-data.ts';
import { defineTemplate } from '../define-template.ts';

export const oilChangeLastChance = defineTemplate({
  id: 'oil-change-last-chance',
  kind: 'marketing',
  topic: 'offers',
  sms: {
    default:
      '{{ brand.name }}: 48 hours left on your 20% off an oil change. {{ links.booking }}{% if data.code %} Code: {{ data.code }}{% endif %}',
    de: '{{ brand.name }}: Noch 48 Stunden 20% auf Ihren Ölwechsel. {{ links.booking }}{% if data.code %} Code: {{ data.code }}{% endif %}',
  },
  whatsapp: {
    default: {
      template: {
        name: 'oil_change_last_chance',
        language: 'en',
        body: '48 hours are left on your 20% off an oil change at {{1}}. Book here: {{2}} - or reply STOP, and we write no more.',
        parameters: ['{{ brand.name }}', '{{ links.booking }}'],
      },
      text: 'Your 20% off an oil change is open to you for 48 hours more. Book here: {{ links.booking }}',
    },
    de: {
      template: {
        name: 'oil_change_last_chance',
        language: 'de',
        body: 'Noch 48 Stunden gibt es für Sie 20% auf einen Ölwechsel bei {{1}}. Hier buchen: {{2}} - oder antworten Sie STOP, und wir schreiben nicht mehr.',
        parameters: ['{{ brand.name }}', '{{ links.booking }}'],
      },
      text: 'Ihre 20% auf einen Ölwechsel stehen Ihnen noch 48 Stunden offen. Hier buchen: {{ links.booking }}',
    },
  },
  social: {
    default: `48 hours left on your 20% off an oil change: {{ links.booking }}{% if data.code %}
Your code: {{ data.code }}{% endif %}
No more of this: {{ links.unsubscribe }}`,
    de: `Noch 48 Stunden 20% auf einen Ölwechsel: {{ links.booking }}{% if data.code %}
Ihr Code: {{ data.code }}{% endif %}
Nichts mehr davon: {{ links.unsubscribe }}`,
  },
  data: couponData,
  qrCode: 'code',
  sample: couponSample,
});
