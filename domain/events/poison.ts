/** A message that no retry will ever make recordable; its text is the reason that it carries into the dead-letter queue. It is not for what may pass, as throttling. */
export class Poison extends Error {
  override readonly name = 'Poison';
}
