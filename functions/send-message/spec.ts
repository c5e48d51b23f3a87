import {
  channelSettings,
  configurationSet,
  defineFunction,
  email,
  publicUrl,
  replyDomain,
  signingKey,
  smsConfigurationSet,
  smsSender,
  table,
  vapidKey,
  whatsappSender,
} from '../shared/spec.ts';

export const spec = defineFunction({
  name: 'send-message',
  description: 'Sends a message once, if the person may be sent it at that moment.',
  memoryMb: 512,
  timeoutSeconds: 30,
  needs: {
    table: table('GetItem', 'Query', 'PutItem', 'UpdateItem'),
    sender: email('SendEmail'),
    configurationSet: configurationSet('SendEmail'),
    smsSender: smsSender('SendTextMessage'),
    smsConfigurationSet: smsConfigurationSet(),
    whatsappSender: whatsappSender('SendWhatsAppMessage'),
    signingKey: signingKey('GetParameter'),
    vapidKey: vapidKey('GetParameter'),
    channelSettings: channelSettings('GetParameter'),
    publicUrl: publicUrl(),
    replyDomain: replyDomain(),
  },
});
