/** A file is not what it should be; the message says where, and what to do. What was sent before stays. */
export class UnreadableFile extends Error {
  override readonly name = 'UnreadableFile';
}
