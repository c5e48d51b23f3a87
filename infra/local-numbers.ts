import { templates } from '../workflows/templates/index.ts';
import { templateDefinitions } from './whatsapp-templates.ts';

interface Senders {
  /** ARNs, empty for none. */
  readonly smsSender: string;
  readonly whatsappSender: string;
}

/** The last part of an ARN, if there is one: the local cloud knows senders of all kinds by it. */
const idsOf = (arn: string): readonly string[] => (arn === '' ? [] : [arn.split('/').at(-1) ?? '']);

/** What stands in the local cloud for the numbers that an owner leases and registers by hand. */
export const localNumbers = ({ smsSender, whatsappSender }: Senders) => ({
  SmsNumbers: idsOf(smsSender).map((PhoneNumberId) => ({
    PhoneNumberId,
    PhoneNumber: '+12065550100',
    IsoCountryCode: 'US',
    TwoWayTopic: 'onward-sms-inbound',
  })),
  WhatsAppAccounts: idsOf(whatsappSender).map((id) => ({
    AccountId: `waba-${id}`,
    BusinessName: 'Local',
    PhoneNumberId: `phone-number-id-${id}`,
    PhoneNumber: '+12065550101',
    EventTopic: 'onward-whatsapp-events',
    Templates: templateDefinitions(templates),
  })),
});
