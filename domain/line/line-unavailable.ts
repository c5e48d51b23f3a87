/**
 * The queue did not take every message, also after retries. What it did take stays taken, so the sender sends the
 * same messages again: their deduplication ids make one of two. Not a judgement on the messages.
 */
export class LineUnavailable extends Error {
  override readonly name = 'LineUnavailable';

  constructor(unsent: number, options: { readonly cause?: unknown } = {}) {
    super(
      `the line did not take ${unsent} ${unsent === 1 ? 'message' : 'messages'}; send them again`,
      options,
    );
  }
}
