import type { Profile } from '../../people/profile.ts';

/**
 * How long free text may follow the person's last message, in milliseconds: Meta's 24 hours, less what a message may be
 * on its way. https://developers.facebook.com/docs/whatsapp/cloud-api/guides/send-messages
 */
const openFor = (24 * 60 - 5) * 60_000;

/** Whether a person may be written to freely at this moment. */
export function isWindowOpen({ lastInbound }: Pick<Profile, 'lastInbound'>, now: Date): boolean {
  const at = lastInbound?.whatsapp;
  return at !== undefined && now.getTime() - Date.parse(at) < openFor;
}
