import { couponData, couponHtml, couponSample, couponText } from '../coupon-block.ts';
import { defineTemplate } from '../define-template.ts';

export const oilChangeOffer = defineTemplate({
  id: 'oil-change-offer',
  kind: 'marketing',
  topic: 'offers',
  subject: 'Your 20% off an oil change',
  preheader: 'Pick a time that suits you, and bring your code.',
  body: `
<h1>20% off your next oil change</h1>
<p>{{ brand.tone.greeting }}{% if person.firstName %} {{ person.firstName }}{% endif %},</p>
<p>Thank you for your interest. Your 20% is set aside for you: book through the button below,
show your code when you come, and it is off the price.</p>
<p><a class="button" href="{{ links.booking }}">Choose a time</a></p>
${couponHtml}<p>An oil change takes us about half an hour. While the car is up, we look over brakes, tyres and
fluids too, and tell you plainly what we find.</p>
`,
  text: `{{ brand.tone.greeting }}{% if person.firstName %} {{ person.firstName }}{% endif %},

Thank you for your interest. Your 20% off an oil change is set aside for you: book here, show your
code when you come, and it is off the price.

{{ links.booking }}

${couponText}An oil change takes us about half an hour. While the car is up, we look over brakes, tyres and
fluids too, and tell you plainly what we find.
`,
  data: couponData,
  qrCode: 'code',
  sample: couponSample,
});
