/** Where Meta takes what a page writes to somebody, in any version of its API. */
const messengerSend = /^https:\/\/graph\.facebook\.com\/v[\d.]+\/me\/messages$/;

const recipientOf = (body: unknown): unknown => {
  const { recipient } = Object(body) as { recipient?: unknown };
  return Object(recipient).id;
};

/**
 * What an outside service that is known here answers to a call that it takes, where `{}` would tell its caller that
 * nobody knows what became of it; undefined for all others.
 * @param nth counts calls, so that what is answered has ids of its own
 */
export function knownAnswer(url: string, body: unknown, nth: number): object | undefined {
  // https://developers.facebook.com/docs/messenger-platform/reference/send-api#response
  if (messengerSend.test(url)) return { recipient_id: recipientOf(body), message_id: `m_local${nth}` };
  return undefined;
}
