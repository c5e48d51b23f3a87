import type {
  CreateConfigurationSetCommandInput,
  EventDestinationDefinition,
  SuppressionListReason,
  Tag,
  VerificationStatus,
} from '@aws-sdk/client-sesv2';
import type { Store } from '../../store.ts';
import { SettingStore } from '../setting-store.ts';
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
export class SesStore extends SettingStore<Kinds> {
  constructor(store: Store) {
    super(store, 'ses_setting');
  }
}
