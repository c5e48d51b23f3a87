import type { MessageCapture } from '../../capture.ts';
import type { Service, ServiceContext } from '../../service.ts';
import { serviceOf } from '../operation.ts';
import type { Unsupported } from '../unsupported.ts';
import { configurationSetOperations } from './configuration-set-operations.ts';
import { localOperations } from './local-operations.ts';
import { optOutOperations } from './opt-out-operations.ts';
import { phoneNumberOperations } from './phone-number-operations.ts';
import { sendOperations } from './send-operations.ts';
import { SmsStore } from './sms-store.ts';

const otherDestinations = ['CloudWatchLogsDestination', 'KinesisFirehoseDestination'];

const unsupported: Unsupported = {
  error: 'ValidationException',
  members: {
    SendTextMessage: [
      'Keyword',
      'MaxPrice',
      'DestinationCountryParameters',
      'ProtectConfigurationId',
      'MessageFeedbackEnabled',
    ],
    CreateConfigurationSet: ['Tags'],
    CreateEventDestination: otherDestinations,
    UpdateEventDestination: otherDestinations,
    CreateOptOutList: ['Tags'],
    RequestPhoneNumber: ['PoolId', 'RegistrationId', 'Tags', 'DeletionProtectionEnabled'],
    UpdatePhoneNumber: ['TwoWayChannelRole', 'InternationalSendingEnabled', 'DeletionProtectionEnabled'],
    DescribeConfigurationSets: ['Filters'],
    DescribeOptedOutNumbers: ['Filters'],
    DescribePhoneNumbers: ['Filters', 'Owner'],
  },
};

/**
 * AWS End User Messaging SMS. Texts end in the capture; what AWS would tell of them goes to the configuration set's
 * destinations at once. Numbers of AWS's simulator fail as there.
 */
export function smsVoice(context: ServiceContext, capture: Pick<MessageCapture, 'record'>): Service {
  const store = new SmsStore(context);
  const now = () => context.clock.now();
  return serviceOf(
    'pinpointsmsvoicev2',
    {
      ...sendOperations(store, context, capture),
      ...configurationSetOperations(store, now),
      ...optOutOperations(store, now),
      ...phoneNumberOperations(store, context),
      ...localOperations(store, context),
    },
    unsupported,
  );
}
