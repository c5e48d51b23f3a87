import type { Target } from '@aws-sdk/client-eventbridge';
import type { Store } from '../../store.ts';

export interface Rule {
  readonly name: string;
  readonly pattern?: string | undefined;
  readonly schedule?: string | undefined;
  /** When the schedule was put, from which rates count. */
  readonly since: number;
  readonly enabled: boolean;
  readonly description?: string | undefined;
  readonly roleArn?: string | undefined;
  readonly targets: readonly Target[];
}

/** Rules of the default bus with their targets, in memory for matching and in the state file. */
export class RuleStore {
  readonly #store: Store;
  readonly #rules = new Map<string, Rule>();

  constructor(store: Store) {
    this.#store = store;
    store.db.exec('CREATE TABLE IF NOT EXISTS events_rule (name TEXT PRIMARY KEY, rule TEXT) WITHOUT ROWID');
    for (const { name, rule } of store.sql('SELECT name, rule FROM events_rule').all())
      this.#rules.set(String(name), JSON.parse(String(rule)));
  }

  get(name: string): Rule | undefined {
    return this.#rules.get(name);
  }

  put(rule: Rule): void {
    this.#rules.set(rule.name, rule);
    this.#store.sql('INSERT OR REPLACE INTO events_rule VALUES (?, ?)').run(rule.name, JSON.stringify(rule));
  }

  delete(name: string): void {
    this.#rules.delete(name);
    this.#store.sql('DELETE FROM events_rule WHERE name = ?').run(name);
  }

  all(): Iterable<Rule> {
    return this.#rules.values();
  }

  sorted(): Rule[] {
    return [...this.#rules.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  }
}
