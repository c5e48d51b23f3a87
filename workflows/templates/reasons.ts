import type { TemplateOf } from '../steps/template-options.ts';
import type { Localised } from './channel-content.ts';

/** What each message that is no marketing is about, as its foot says why it was sent: "This is about …". */
const reasons: Readonly<Record<TemplateOf<'transactional'>, Localised<string>>> = {
  'appointment-confirmation': { default: 'your appointment', de: 'Ihren Termin' },
  'appointment-rescheduled': { default: 'your appointment' },
  'appointment-reminder': { default: 'your appointment' },
  'appointment-cancelled': { default: 'your appointment' },
  'appointment-missed': { default: 'your appointment' },
  'service-status': { default: 'your car, which is with us' },
  'appointment-thanks': { default: 'your visit' },
  'review-apology': { default: 'your rating' },
  'points-earned': { default: 'your points' },
  'confirm-consent': { default: 'a request that was made with your address' },
  'booking-times': { default: 'your message to us' },
  'appointment-change': { default: 'your message to us' },
  'staff-answer': { default: 'your message to us' },
};

/** Why a message was sent; empty for marketing, which says so itself, and for staff. */
export const reasonOf = (template: string): Localised<string> =>
  Object.hasOwn(reasons, template) ? reasons[template as keyof typeof reasons] : { default: '' };
