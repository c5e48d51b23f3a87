import { couponData, couponSample } from '../coupon-data.ts';
import { defineTemplate } from '../define-template.ts';

export const oilChangeOffer = defineTemplate({
  id: 'oil-change-offer',
  kind: 'marketing',
  topic: 'offers',
  social: {
    default: `Your 20% off an oil change is set aside for you. Choose a time here: {{ links.booking }}{% if data.code %}
Your code: {{ data.code }}{% if data.expiresAt %}, until {{ data.expiresAt | local_time }}{% endif %}{% endif %}
No more of this: {{ links.unsubscribe }}`,
    de: `Ihre 20% auf einen Ölwechsel sind für Sie zurückgelegt. Hier einen Termin wählen: {{ links.booking }}{% if data.code %}
Ihr Code: {{ data.code }}{% if data.expiresAt %}, gültig bis {{ data.expiresAt | local_time }}{% endif %}{% endif %}
Nichts mehr davon: {{ links.unsubscribe }}`,
  },
  data: couponData,
  qrCode: 'code',
  sample: couponSample,
});
