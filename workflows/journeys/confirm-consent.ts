import { consentRules } from '../consent-rules.ts';
import { consentConfirmed } from '../events/consent-confirmed.ts';
import { consentRequested } from '../events/consent-requested.ts';
import { journey } from '../journey.ts';
import { saved } from '../saved.ts';
import { sendEmail } from '../steps/send-email.ts';
import { waitFor } from '../steps/wait-for.ts';

const { title } = saved('request', consentRequested).properties;

/**
 * Double opt-in: asks the person by email to confirm the consents that wait for it. Asked for again, it asks again; how
 * often that may be is decided where `Consent Requested` is. What waits for the consent begins with its confirmation.
 */
export const confirmConsent = journey({
  id: 'confirm-consent',
  title: 'A consent is confirmed',
  entry: { on: consentRequested, as: 'request' },
  reEntry: 'pass',
  steps: [
    sendEmail({ id: 'ask-to-confirm', template: 'confirm-consent', data: { title } }),
    waitFor({
      id: 'confirmation',
      on: [
        { event: consentConfirmed, next: 'end' },
        { event: consentRequested, as: 'request', next: 'ask-to-confirm' },
      ],
      within: consentRules.confirmWithin,
      timeout: 'end',
    }),
  ],
});
