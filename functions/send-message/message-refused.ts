/**
 * SES refused the message for certain, so it did not go out: an unverified sender, a malformed address, a suspended
 * account. The claim was given back; a redrive sends it once the cause is mended. It is not for what passes by itself.
 */
export class MessageRefused extends Error {
  override readonly name = 'MessageRefused';
}
