import { couponData, couponHtml, couponSample, couponText } from './coupon-block.ts';
import { defineTemplate } from './define-template.ts';

export const oilChangeLastChance = defineTemplate({
  id: 'oil-change-last-chance',
  kind: 'marketing',
  topic: 'offers',
  subject: 'Good to see you again: 48 hours left on your 20%',
  preheader: 'Your oil change at 20% off, if you book within two days.',
  body: `
<h1>48 hours left on your 20% off</h1>
<p>Good to see you again{% if person.firstName %}, {{ person.firstName }}{% endif %}.</p>
<p>Your 20% off an oil change is open to you once more, and it ends in 48 hours. It takes a minute to book,
and the appointment itself may be on any later day that suits you.</p>
<p><a class="button" href="{{ links.booking }}">Book before it ends</a></p>
${couponHtml}<p>Not the right moment? No hard feelings. We will not chase you about this offer again.</p>
`,
  text: `Good to see you again{% if person.firstName %}, {{ person.firstName }}{% endif %}.

Your 20% off an oil change is open to you once more, and it ends in 48 hours. It takes a minute to book,
and the appointment itself may be on any later day that suits you:

{{ links.booking }}

${couponText}Not the right moment? No hard feelings. We will not chase you about this offer again.
`,
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
  },
  data: couponData,
  qrCode: 'code',
  sample: couponSample,
});
