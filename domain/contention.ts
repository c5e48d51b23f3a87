/**
 * Others kept changing a record while it was about to be changed, many times over. Nothing was written; it passes by
 * itself, so the same call is made again later. Not a judgement on what was to be written.
 */
export class Contention extends Error {
  override readonly name = 'Contention';
}
