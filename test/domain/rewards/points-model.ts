/** Points as a child would keep them: each a coin with its end, in the order of earning. */
export class PointsModel {
  readonly #coins = new Map<string, number[]>();
  readonly #referred = new Set<string>();

  /** Who shares a mailbox is one friend. Returns whether it counts. */
  refer(owner: string, friend: string, mailbox: string, ownMailbox: string, ends: number): boolean {
    if (owner === friend || mailbox === ownMailbox) return false;
    if (this.#referred.has(friend) || this.#referred.has(mailbox)) return false;
    this.#referred.add(friend).add(mailbox);
    this.#coins.set(owner, [...(this.#coins.get(owner) ?? []), ...Array<number>(100).fill(ends)]);
    return true;
  }

  spend(owner: string, price: number, now: number): boolean {
    const coins = this.#alive(owner, now);
    if (coins.length < price) return false;
    this.#coins.set(owner, coins.slice(price));
    return true;
  }

  balance(owner: string, now: number): number {
    return this.#alive(owner, now).length;
  }

  #alive(owner: string, now: number): number[] {
    return (this.#coins.get(owner) ?? []).filter((ends) => ends > now);
  }
}
