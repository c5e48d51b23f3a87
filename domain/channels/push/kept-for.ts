import type { Message } from '../channel.ts';

/**
 * The longest that push services keep a notification for a browser that is not there, in seconds: FCM's 28 days, whereby Chrome
 * is reached; Mozilla's keeps 30. https://firebase.google.com/docs/cloud-messaging/customize-messages/setting-message-lifespan
 */
const longestKept = 28 * 86_400;

/** For how many seconds push services shall keep a notification: as long as it is worth reading. Past that, whoever is there gets it still (RFC 8030, section 5.2). */
export function keptFor({ worthUntil = 0, now }: Pick<Message, 'worthUntil' | 'now'>): number {
  const seconds = Math.floor((worthUntil - now.getTime()) / 1000);
  return Math.min(Math.max(seconds, 0), longestKept);
}
