import type {
  CreateConfigurationSetCommandInput,
  EventDestinationDefinition,
  SuppressionListReason,
  Tag,
  VerificationStatus,
} from '@aws-sdk/client-sesv2';
import type { Store } from '../../store.ts';
import type { AccountSetting } from './account.ts';
import type { ReceiptRule } from './receipt-rule.ts';

export interface EventDestination extends EventDestinationDefinition {
  readonly Name: string;
}

/** What an owner sets up in SES, by kind. */
interface Kinds {
  account: AccountSetting;
  identity: {
    readonly createdAt: number;
    readonly configurationSet?: string;
    /** `SUCCESS` unless told. */
    readonly status?: VerificationStatus;
    readonly tags?: readonly Tag[];
  };
  configurationSet: {
    readonly destinations: readonly EventDestination[];
    /** As the owner gave them; sending and suppression have effects here. */
    readonly options?: SetOptions;
  };
  template: {
    readonly createdAt: number;
    readonly subject?: string;
    readonly text?: string;
    readonly html?: string;
  };
  receiptRuleSet: { readonly createdAt: number; readonly rules: readonly ReceiptRule[] };
  /** Of all rule sets one is in force at most; its name. */
  active: { readonly ruleSet: string };
  suppressed: { readonly reason: SuppressionListReason; readonly at: number };
}

export type SetOptions = Pick<
  CreateConfigurationSetCommandInput,
  'DeliveryOptions' | 'ReputationOptions' | 'SendingOptions' | 'SuppressionOptions' | 'Tags'
>;

export type SesKind = keyof Kinds;

/** SES's settings in the state file. */
export class SesStore {
  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;
    store.db.exec(
      'CREATE TABLE IF NOT EXISTS ses_setting (kind TEXT, name TEXT, setting TEXT, PRIMARY KEY (kind, name)) WITHOUT ROWID',
    );
  }

  get<K extends SesKind>(kind: K, name: string): Kinds[K] | undefined {
    const row = this.#store
      .sql('SELECT setting FROM ses_setting WHERE kind = ? AND name = ?')
      .get(kind, name);
    return row && JSON.parse(String(row.setting));
  }

  put<K extends SesKind>(kind: K, name: string, setting: Kinds[K]): void {
    this.#store
      .sql('INSERT OR REPLACE INTO ses_setting VALUES (?, ?, ?)')
      .run(kind, name, JSON.stringify(setting));
  }

  /** Whether there was one. */
  delete(kind: SesKind, name: string): boolean {
    return this.#store.sql('DELETE FROM ses_setting WHERE kind = ? AND name = ?').run(kind, name).changes > 0;
  }

  /** By name. */
  list<K extends SesKind>(kind: K): (Kinds[K] & { readonly name: string })[] {
    const rows = this.#store
      .sql('SELECT name, setting FROM ses_setting WHERE kind = ? ORDER BY name')
      .all(kind);
    return rows.map((row) => ({ name: String(row.name), ...JSON.parse(String(row.setting)) }));
  }
}
