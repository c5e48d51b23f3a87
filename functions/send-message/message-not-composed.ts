/**
 * The message could not be put into words: a value that its template asks for was not given, a link leads nowhere. It is
 * on record as failed and did not go out; a redrive sends it once the template or the journey is mended. No provider saw it.
 */
export class MessageNotComposed extends Error {
  override readonly name = 'MessageNotComposed';
}
