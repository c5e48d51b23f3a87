import type { TemplateOf } from '../steps/template-options.ts';
import type { Localised } from './channel-content.ts';

const appointment = { default: 'your appointment', de: 'Ihren Termin' };
const message = { default: 'your message to us', de: 'Ihre Nachricht an uns' };

/** What each message that is no marketing is about, as its foot says why it was sent: "This is about …". */
const reasons: Readonly<Record<TemplateOf<'transactional'>, Localised<string>>> = {
  'appointment-confirmation': appointment,
  'appointment-rescheduled': appointment,
  'appointment-reminder': appointment,
  'appointment-cancelled': appointment,
  'appointment-missed': appointment,
  'service-status': { default: 'your car, which is with us', de: 'Ihr Auto, das bei uns ist,' },
  'appointment-thanks': { default: 'your visit', de: 'Ihren Besuch' },
  'review-apology': { default: 'your rating', de: 'Ihre Bewertung' },
  'points-earned': { default: 'your points', de: 'Ihre Punkte' },
  'confirm-consent': {
    default: 'a request that was made with your address',
    de: 'eine Anfrage, die mit Ihrer Adresse gestellt wurde,',
  },
  'booking-times': message,
  'appointment-change': message,
  'staff-answer': message,
};

/** Why a message was sent; empty for marketing, which says so itself, and for staff. */
export const reasonOf = (template: string): Localised<string> =>
  Object.hasOwn(reasons, template) ? reasons[template as keyof typeof reasons] : { default: '' };
