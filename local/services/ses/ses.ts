import type { Service, ServiceContext } from '../../service.ts';
import { serviceOf } from '../operation.ts';
import type { Unsupported } from '../unsupported.ts';
import { accountOperations, SesAccount } from './account.ts';
import { configurationSetOperations } from './configuration-set-operations.ts';
import { Feedback } from './feedback.ts';
import { identityOperations } from './identity-operations.ts';
import { type Capture, PostOffice } from './post-office.ts';
import { sendOperations } from './send-operations.ts';
import { SesStore } from './ses-store.ts';
import { suppressionOperations } from './suppression-operations.ts';
import { templateOperations } from './template-operations.ts';

const ofSending = [
  'FromEmailAddressIdentityArn',
  'FeedbackForwardingEmailAddress',
  'FeedbackForwardingEmailAddressIdentityArn',
  'EndpointId',
  'TenantName',
  'ConfigurationOverrides',
];

const ofDestinations = [
  'EventDestination.KinesisFirehoseDestination',
  'EventDestination.CloudWatchDestination',
  'EventDestination.PinpointDestination',
];

const unsupported: Unsupported = {
  error: 'BadRequestException',
  members: {
    SendEmail: [...ofSending, 'ListManagementOptions', 'Content.Template.TemplateArn'],
    SendBulkEmail: [...ofSending, 'DefaultContent.Template.TemplateArn'],
    CreateEmailIdentity: ['DkimSigningAttributes'],
    CreateConfigurationSet: [
      'TrackingOptions',
      'VdmOptions',
      'ArchivingOptions',
      'MessageSecurityOptions',
      'DeliveryOptions.SendingPoolName',
    ],
    CreateConfigurationSetEventDestination: ofDestinations,
    UpdateConfigurationSetEventDestination: ofDestinations,
    CreateEmailTemplate: ['Tags'],
  },
};

/**
 * SES v2. Nothing is sent: messages end in the capture, and the events that AWS would publish about them go to the
 * configuration set's destinations at once. Addresses of SES's mailbox simulator bounce and complain as there.
 */
export function ses(context: ServiceContext, capture: Capture): Service {
  const store = new SesStore(context.store);
  const feedback = new Feedback(context, store);
  const account = new SesAccount(store, context);
  const office = new PostOffice(context, { store, account }, capture, feedback);
  return serviceOf(
    'sesv2',
    {
      ...accountOperations(account),
      ...sendOperations({ store, account, context }, office, feedback),
      ...identityOperations(store, context),
      ...configurationSetOperations(store, context),
      ...suppressionOperations(store, context),
      ...templateOperations(store, context),
    },
    unsupported,
  );
}
