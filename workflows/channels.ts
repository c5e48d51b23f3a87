/** The ways to reach a person, `ads` (retargeting) included. Consents name one of them. */
export const channels = ['email', 'sms', 'whatsapp', 'push', 'webhook', 'social', 'ads'] as const;

export type Channel = (typeof channels)[number];
