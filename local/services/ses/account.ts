import type {
  PutAccountDetailsCommandInput,
  PutAccountSendingAttributesCommandInput,
  PutAccountSuppressionAttributesCommandInput,
  SuppressionListReason,
} from '@aws-sdk/client-sesv2';
import type { ServiceContext } from '../../service.ts';
import { type Operation, operation } from '../operation.ts';
import { type QuotaLimits, SendQuota, UNLIMITED } from './send-quota.ts';
import { sendingPaused } from './send-refusal.ts';
import type { SesStore } from './ses-store.ts';

/** What may be changed about the account. */
export interface AccountSetting extends QuotaLimits {
  /** Out of the sandbox: may send to anybody. */
  readonly production: boolean;
  readonly sendingEnabled: boolean;
  readonly suppressedReasons: readonly SuppressionListReason[];
}

/**
 * An account that AWS let out of the sandbox, with quotas that nobody meets by chance: while the clock stands still
 * many thousands of messages go out in one second of it. Quotas hold as soon as they are set, see ADR 21.
 */
const initial: AccountSetting = {
  production: true,
  sendingEnabled: true,
  suppressedReasons: ['BOUNCE', 'COMPLAINT'],
  max24HourSend: UNLIMITED,
  maxSendRate: 1_000_000,
};

/** SES developer guide, "Request production access". */
const sandbox: QuotaLimits = { max24HourSend: 200, maxSendRate: 1 };

/** The account as SES sees it: its quotas, its sandbox, whether it may send. */
export class SesAccount {
  readonly #store: SesStore;
  readonly #quota: SendQuota;

  constructor(store: SesStore, context: ServiceContext) {
    this.#store = store;
    this.#quota = new SendQuota(context.store, context.clock);
  }

  get setting(): AccountSetting {
    return { ...initial, ...this.#store.get('account', 'account') };
  }

  change(changed: Partial<AccountSetting>): void {
    this.#store.put('account', 'account', { ...this.setting, ...changed });
  }

  get limits(): QuotaLimits {
    const { production, max24HourSend, maxSendRate } = this.setting;
    return production ? { max24HourSend, maxSendRate } : sandbox;
  }

  /** Counts a message against the quotas. Throws what SES answers when it may not be sent now. */
  take(recipients: number): void {
    if (!this.setting.sendingEnabled) throw sendingPaused('ACCOUNT_SENDING_PAUSED', 'this account');
    this.#quota.take(recipients, this.limits);
  }

  sentLast24Hours(): number {
    return this.#quota.sentLast24Hours();
  }
}

/**
 * Reading and changing the account. `PutLocalAccount` is not AWS's: it stands for what AWS's support does.
 */
export function accountOperations(account: SesAccount): Record<string, Operation> {
  const anywhere = (action: string) => () => [{ action: `ses:${action}`, resource: '*' }];
  const changes = <I>(name: string, changed: (input: I) => Partial<AccountSetting>) =>
    operation<I>(anywhere(name), (input) => {
      account.change(changed(input));
      return {};
    });
  return {
    GetAccount: operation<object>(anywhere('GetAccount'), () => {
      const { production, sendingEnabled, suppressedReasons } = account.setting;
      const { max24HourSend, maxSendRate } = account.limits;
      return {
        DedicatedIpAutoWarmupEnabled: false,
        EnforcementStatus: 'HEALTHY',
        ProductionAccessEnabled: production,
        SendingEnabled: sendingEnabled,
        SendQuota: {
          Max24HourSend: max24HourSend,
          MaxSendRate: maxSendRate,
          SentLast24Hours: account.sentLast24Hours(),
        },
        SuppressionAttributes: { SuppressedReasons: suppressedReasons },
      };
    }),
    PutAccountDetails: changes<PutAccountDetailsCommandInput>(
      'PutAccountDetails',
      ({ ProductionAccessEnabled = false }) => ({ production: ProductionAccessEnabled }),
    ),
    PutAccountSendingAttributes: changes<PutAccountSendingAttributesCommandInput>(
      'PutAccountSendingAttributes',
      ({ SendingEnabled = false }) => ({ sendingEnabled: SendingEnabled }),
    ),
    PutAccountSuppressionAttributes: changes<PutAccountSuppressionAttributesCommandInput>(
      'PutAccountSuppressionAttributes',
      ({ SuppressedReasons = [] }) => ({ suppressedReasons: SuppressedReasons }),
    ),
    PutLocalAccount: operation<Partial<AccountSetting>>(
      () => [],
      (input) => {
        account.change(input);
        return {};
      },
    ),
  };
}
