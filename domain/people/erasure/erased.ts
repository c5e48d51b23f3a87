/** The person was erased: whatever was on its way to them is dropped. It is no failure. */
export class Erased extends Error {
  override readonly name = 'Erased';

  constructor(person: string) {
    super(`${person} was erased`);
  }
}
