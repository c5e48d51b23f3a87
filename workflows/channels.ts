/** The ways to send a person a message. A step that sends names one of them or several, the first that works. */
export const messageChannels = ['email', 'sms', 'whatsapp', 'push', 'webhook', 'social'] as const;

export type ChannelId = (typeof messageChannels)[number];

/** The ways to reach a person, `ads` (retargeting) included. Consents name one of them. */
export const channels = [...messageChannels, 'ads'] as const;

export type Channel = (typeof channels)[number];
