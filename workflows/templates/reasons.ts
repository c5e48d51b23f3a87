import type { TemplateOf } from '../steps/template-options.ts';

/** What each message that is no marketing is about, as its foot says why it was sent: "This is about …". */
const reasons: Readonly<Record<TemplateOf<'transactional'>, string>> = {
  'appointment-confirmation': 'your appointment',
  'appointment-rescheduled': 'your appointment',
  'appointment-reminder': 'your appointment',
  'appointment-cancelled': 'your appointment',
  'appointment-missed': 'your appointment',
  'service-status': 'your car, which is with us',
  'appointment-thanks': 'your visit',
  'review-apology': 'your rating',
  'points-earned': 'your points',
  'confirm-consent': 'a request that was made with your address',
  'booking-times': 'your message to us',
  'appointment-change': 'your message to us',
  'staff-answer': 'your message to us',
};

/** Why a message was sent; empty for marketing, which says so itself, and for staff. */
export const reasonOf = (template: string): string =>
  Object.hasOwn(reasons, template) ? reasons[template as keyof typeof reasons] : '';
