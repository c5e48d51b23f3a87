import type { Call } from './kind.ts';
import { arnIn } from './place.ts';
import type { Template } from './template.ts';

/**
 * Makes what an owner leases and registers by hand: a number for texts, a WhatsApp account with its approved templates.
 * Templates are made again at each start, since their texts may have changed.
 */
export async function seedOwnersNumbers({ owners, place }: Template, call: Call): Promise<void> {
  for (const { TwoWayTopic, ...number } of owners.SmsNumbers ?? [])
    await call('pinpointsmsvoicev2', 'PutLocalPhoneNumber', {
      ...number,
      TwoWayTopicArn: arnIn(place, 'sns', TwoWayTopic),
    });
  for (const { EventTopic, Templates, ...account } of owners.WhatsAppAccounts ?? []) {
    await call('socialmessaging', 'PutLocalAccount', {
      ...account,
      EventTopicArn: arnIn(place, 'sns', EventTopic),
    });
    for (const template of Templates)
      await call('socialmessaging', 'CreateWhatsAppMessageTemplate', {
        id: account.AccountId,
        templateDefinition: Buffer.from(JSON.stringify(template)),
      });
  }
}
