import { bearer } from '../../audiences/networks/access.ts';
import { call } from '../../audiences/networks/call.ts';
import type { Handed } from '../channel.ts';
import { sendVerdict } from './verdict.ts';

const endpoint = 'https://graph.facebook.com/v25.0/me/messages';

/** Characters that Messenger takes. https://developers.facebook.com/docs/messenger-platform/reference/send-api */
export const longestText = 2000;

const hour = 3_600_000;

/** What may be written: `answer` for 24 hours after the person's own words, `staff-answer` for seven days. */
export type Writing = 'answer' | 'staff-answer';

/** What may be written now to somebody who wrote to the page last at that time; undefined: nothing. */
export function mayWrite(lastInbound: string | undefined, now: Date): Writing | undefined {
  const passed =
    lastInbound === undefined ? Number.POSITIVE_INFINITY : now.getTime() - Date.parse(lastInbound);
  if (passed < 24 * hour) return 'answer';
  return passed < 7 * 24 * hour ? 'staff-answer' : undefined;
}

export interface PageMessage {
  /** Page-scoped id of the person. */
  readonly to: string;
  /** At most `longestText` characters. */
  readonly text: string;
  readonly as: Writing;
}

/** Behind the first 24 hours Meta lets a human being answer, and nobody else. */
const messaging = {
  answer: { messaging_type: 'RESPONSE' },
  'staff-answer': { messaging_type: 'MESSAGE_TAG', tag: 'HUMAN_AGENT' },
} as const;

/** Writes to a person as the business's page, in one attempt. */
export async function sendAsPage(accessToken: string, { to, text, as }: PageMessage): Promise<Handed> {
  const body = { recipient: { id: to }, ...messaging[as], message: { text } };
  return sendVerdict(await call({ method: 'POST', url: endpoint, body }, bearer(accessToken)));
}
