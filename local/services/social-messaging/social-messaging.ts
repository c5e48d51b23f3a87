import type { MessageCapture } from '../../capture.ts';
import type { Service, ServiceContext } from '../../service.ts';
import { serviceOf } from '../operation.ts';
import type { Unsupported } from '../unsupported.ts';
import { accountOperations } from './account-operations.ts';
import { localOperations } from './local-operations.ts';
import { sendOperations } from './send-operations.ts';
import { SocialStore } from './social-store.ts';
import { templateOperations } from './template-operations.ts';
import { WhatsAppEvents } from './whatsapp-events.ts';

const unsupported: Unsupported = {
  error: 'ValidationException',
  members: {
    ListWhatsAppMessageTemplates: ['nextToken', 'maxResults'],
    DeleteWhatsAppMessageTemplate: ['metaTemplateId', 'deleteAllLanguages', 'deleteAllTemplates'],
  },
};

/**
 * AWS End User Messaging Social, which is WhatsApp. Messages end in the capture; Meta's rules hold (approved templates,
 * the 24 hours after a customer wrote), and their outcome goes to the account's event destination at once.
 */
export function socialMessaging(context: ServiceContext, capture: Pick<MessageCapture, 'record'>): Service {
  const store = new SocialStore(context);
  const events = new WhatsAppEvents(context, store);
  return serviceOf(
    'socialmessaging',
    {
      ...sendOperations(store, context, events, capture),
      ...accountOperations(store),
      ...templateOperations(store, context.random),
      ...localOperations(store, context, events),
    },
    unsupported,
  );
}
