import type { Call } from './calls.ts';

/** What this browser knows of its person: nothing else is asked of them, and nothing twice. */
export interface Known {
  readonly anonymousId?: string;
  /** The address that an offer was last claimed with; the boxes were shown with it. */
  readonly email?: string;
  /** Whether they agreed to emails. */
  readonly agreed?: boolean;
  /** When each offer was claimed, and dismissed, last: milliseconds since 1970. */
  readonly claimed?: Readonly<Record<string, number>>;
  readonly dismissed?: Readonly<Record<string, number>>;
  /** The notifications that this browser takes: where, and when we were told last, in milliseconds since 1970. */
  readonly push?: { readonly endpoint: string; readonly told: number };
  /** A claim that nobody has confirmed: sent again, it is the same one. */
  readonly pending?: { readonly said: string; readonly calls: readonly Call[] };
}

const name = 'onward';

/** Storage may be blocked, full, or hold what another hand wrote; then the page's own memory has to do. */
let kept: Known = {};

export function recall(): Known {
  try {
    return { ...kept, ...(JSON.parse(localStorage.getItem(name) ?? '{}') as Known) };
  } catch {
    return kept;
  }
}

export function remember(change: Known): void {
  kept = { ...recall(), ...change };
  try {
    localStorage.setItem(name, JSON.stringify(kept));
  } catch (error) {
    console.debug('onward: remembered for this page alone', error);
  }
}

const day = 86_400_000;

/** A dismissal holds for a month; who has just claimed is not asked again on the same day. */
export function mayOpenItself(offer: string, now: number): boolean {
  const { dismissed, claimed } = recall();
  const passed = (since: number | undefined, days: number): boolean => !since || now - since > days * day;
  return passed(dismissed?.[offer], 30) && passed(claimed?.[offer], 1);
}
