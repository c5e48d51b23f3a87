import { couponData, couponSample } from '../coupon-data.ts';
import { defineTemplate } from '../define-template.ts';

export const oilChangeOffer = defineTemplate({
  id: 'oil-change-offer',
  kind: 'marketing',
  topic: 'offers',
  data: couponData,
  qrCode: 'code',
  sample: couponSample,
});
