import type { Service, ServiceContext } from '../../service.ts';
import { operation, serviceOf } from '../operation.ts';
import { Feedback } from './feedback.ts';
import { suppressionOperations, templateOperations } from './list-operations.ts';
import { type Capture, PostOffice } from './post-office.ts';
import { sendOperations } from './send-operations.ts';
import { SesStore } from './ses-store.ts';
import { configurationSetOperations, identityOperations } from './setting-operations.ts';

/**
 * SES v2. Nothing is sent: messages end in the capture, and the events that AWS would publish about them go to the
 * configuration set's destinations at once. Addresses of SES's mailbox simulator bounce and complain as there.
 */
export function ses(context: ServiceContext, capture: Capture): Service {
  const store = new SesStore(context.store);
  const feedback = new Feedback(context, store);
  const office = new PostOffice(context, store, capture, feedback);
  return serviceOf('sesv2', {
    ...sendOperations(store, office, feedback, context),
    ...identityOperations(store, context),
    ...configurationSetOperations(store, context),
    ...suppressionOperations(store, context),
    ...templateOperations(store, context),
    GetAccount: operation<object>(
      () => [{ action: 'ses:GetAccount', resource: '*' }],
      () => ({
        DedicatedIpAutoWarmupEnabled: false,
        EnforcementStatus: 'HEALTHY',
        ProductionAccessEnabled: true,
        SendingEnabled: true,
        SendQuota: { Max24HourSend: 50_000, MaxSendRate: 14, SentLast24Hours: context.usage.sesMessages },
        SuppressionAttributes: { SuppressedReasons: ['BOUNCE', 'COMPLAINT'] },
      }),
    ),
  });
}
