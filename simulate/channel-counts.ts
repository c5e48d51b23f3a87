import type { Facts } from './facts.ts';

/** What became of messages by channel: what providers took, and what the records say. */
export class ChannelCounts {
  readonly #channels = new Map<string, { taken: number; readonly records: Map<string, number> }>();

  add({ items, deliveries }: Facts): void {
    for (const { channel } of deliveries) this.#of(channel).taken += 1;
    for (const { pk, sk, channel, status } of items) {
      if (!pk.startsWith('PERSON#') || !sk.startsWith('MESSAGE#')) continue;
      const { records } = this.#of(String(channel));
      records.set(String(status), (records.get(String(status)) ?? 0) + 1);
    }
  }

  /** Messages that providers took. */
  get taken(): number {
    return [...this.#channels.values()].reduce((sum, { taken }) => sum + taken, 0);
  }

  /** One line for each channel, the busiest first. */
  lines(): readonly string[] {
    return [...this.#channels]
      .sort(([, a], [, b]) => b.taken - a.taken)
      .map(([channel, { taken, records }]) => {
        const told = [...records].sort(([a], [b]) => a.localeCompare(b));
        return `  ${channel.padEnd(9)} ${taken} taken; records: ${told.map(([status, count]) => `${count} ${status}`).join(', ')}`;
      });
  }

  #of(channel: string) {
    const counts = this.#channels.get(channel) ?? { taken: 0, records: new Map<string, number>() };
    this.#channels.set(channel, counts);
    return counts;
  }
}
