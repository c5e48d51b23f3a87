import { ChannelCounts } from './channel-counts.ts';
import type { Outcome } from './play.ts';

/** How much of what happened a report repeats. */
const lastLines = 12;

const eventsOf = ({ facts }: Outcome): number =>
  facts.items.filter(({ pk, sk }) => pk.startsWith('PERSON#') && sk.startsWith('EVENT#')).length;

const unknownOf = ({ facts }: Outcome): number =>
  facts.items.filter(({ sk, status }) => sk.startsWith('MESSAGE#') && status === 'unknown').length;

const sumOf = (faults: ReadonlyMap<string, number>): number =>
  [...faults.values()].reduce((sum, count) => sum + count, 0);

/** One line for a seed. */
export function seedLine(outcome: Outcome): string {
  const { seed, season, broken, facts, faults, mended } = outcome;
  const verdict = broken.length === 0 ? 'kept' : `BROKEN (${broken.length})`;
  return `seed ${seed}  ${season.padEnd(6)}  ${eventsOf(outcome)} events, ${facts.deliveries.length} messages, ${sumOf(faults)} faults, ${mended.deadLetters} dead letters and ${mended.runs} runs redriven: ${verdict}`;
}

/** What is to be known of a seed that broke a promise, and how to see it again. */
export function brokenLines({ seed, broken, facts }: Outcome, people: number): readonly string[] {
  const named = new Set(broken.map(({ person }) => person).filter((person) => person !== undefined));
  const addresses = new Set(
    facts.captured.filter(({ person, to }) => named.has(person ?? '') || named.has(to)).map(({ to }) => to),
  );
  const concerned = facts.journal.lines.filter((line) =>
    [...named, ...addresses].some((name) => line.includes(name)),
  );
  return [
    `seed ${seed} broke ${broken.length} ${broken.length === 1 ? 'promise' : 'promises'}:`,
    ...broken.map(
      ({ promise, person, what }) => `  ${promise}: ${person ?? 'nobody in particular'}: ${what}`,
    ),
    ...[...named]
      .flatMap((person) => [...addresses].map((address) => `  ${person} is, or wrote to, ${address}`))
      .slice(0, 4),
    '  what happened last:',
    ...(concerned.length > 0 ? concerned : facts.journal.lines)
      .slice(-lastLines)
      .map((line) => `    ${line}`),
    `  again: npm run simulate -- --seed ${seed} --people ${people}`,
  ];
}

/** What all the seeds came to. */
export class Totals {
  #seeds = 0;
  #events = 0;
  #unknown = 0;
  #people = 0;
  readonly #messages = new ChannelCounts();
  readonly #faults = new Map<string, number>();

  add(outcome: Outcome, people: number): void {
    this.#seeds += 1;
    this.#people += people;
    this.#events += eventsOf(outcome);
    this.#messages.add(outcome.facts);
    this.#unknown += unknownOf(outcome);
    for (const [name, count] of outcome.faults) {
      const kind = name.replace(/ \S+$/, '');
      this.#faults.set(kind, (this.#faults.get(kind) ?? 0) + count);
    }
  }

  /** @param seconds that it took. */
  lines(seconds: number): readonly string[] {
    const kinds = [...this.#faults].sort(([, a], [, b]) => b - a).map(([kind, count]) => `${count} ${kind}`);
    return [
      `${this.#seeds} seeds in ${seconds.toFixed(1)} s (${(this.#seeds / seconds).toFixed(2)} seeds/s), ${this.#people} customers, ${this.#events} events, ${this.#messages.taken} messages, ${this.#unknown} of unknown fate`,
      ...this.#messages.lines(),
      `faults: ${kinds.join(', ') || 'none'}`,
    ];
  }
}
