import {
  defineFunction,
  email,
  line,
  receivedMail,
  replyDomain,
  signingKey,
  smsConfigurationSet,
  smsSender,
  table,
  whatsappSender,
} from '../shared/spec.ts';

export const spec = defineFunction({
  name: 'inbound',
  description: 'Takes what people write to us, finds whose it is, and puts it on their timeline.',
  memoryMb: 512,
  timeoutSeconds: 30,
  needs: {
    table: table('GetItem', 'Query', 'PutItem', 'UpdateItem'),
    line: line('SendMessage'),
    signingKey: signingKey('GetParameter'),
    sender: email(),
    replyDomain: replyDomain(),
    receivedMail: receivedMail('GetObject'),
    smsSender: smsSender('SendTextMessage'),
    smsConfigurationSet: smsConfigurationSet(),
    whatsappSender: whatsappSender('SendWhatsAppMessage'),
  },
  triggers: { subscribes: ['receivedMail', 'smsInbound', 'whatsappEvents'] },
});
