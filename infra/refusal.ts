/** No template can be made of what the owner or a journey's author gave; the message says what to change. Not a defect of ours. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
}
