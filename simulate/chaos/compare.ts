import type { Outcome } from './outcome.ts';

/** How somebody fared otherwise than without kills. */
export interface Difference {
  readonly address: string;
  /** Lines of the undisturbed run that are missing. */
  readonly missing: readonly string[];
  /** Lines that it has not. */
  readonly added: readonly string[];
}

/** What is left of `lines` when each of `others` has taken away one that is like it. */
function without(lines: readonly string[], others: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const line of others) counts.set(line, (counts.get(line) ?? 0) + 1);
  return lines.filter((line) => {
    const left = counts.get(line) ?? 0;
    counts.set(line, left - 1);
    return left <= 0;
  });
}

/** Everybody who fared otherwise. */
export function compare(undisturbed: Outcome, disturbed: Outcome): Difference[] {
  const everybody = new Set([...undisturbed.lines.keys(), ...disturbed.lines.keys()]);
  return [...everybody]
    .map((address) => {
      const [expected, found] = [undisturbed.lines.get(address) ?? [], disturbed.lines.get(address) ?? []];
      return { address, missing: without(expected, found), added: without(found, expected) };
    })
    .filter(({ missing, added }) => missing.length + added.length > 0);
}
