import {
  CreateWhatsAppMessageTemplateCommand,
  GetLinkedWhatsAppBusinessAccountCommand,
  ListWhatsAppMessageTemplatesCommand,
  PutWhatsAppBusinessAccountEventDestinationsCommand,
  SendWhatsAppMessageCommand,
  SocialMessagingClient,
} from '@aws-sdk/client-socialmessaging';
import { beforeEach, describe, expect, it } from 'vitest';
import { MessageCapture } from '../../../local/capture.ts';
import { receive } from '../../../local/control/inbound.ts';
import { changePhone } from '../../../local/control/phone.ts';
import { socialMessaging } from '../../../local/services/social-messaging/social-messaging.ts';
import { awsPort } from '../aws-port.ts';
import { eventQueue } from '../event-queue.ts';
import { ServicesRig } from '../services-rig.ts';

const ann = '+14155550123';
const account = 'waba-0123456789abcdef0123456789abcdef';
const phone = 'phone-number-id-fedcba9876543210fedcba9876543210';
const phoneArn =
  'arn:aws:social-messaging:us-east-1:123456789012:phone-number-id/fedcba9876543210fedcba9876543210';

let rig: ServicesRig;
let capture: MessageCapture;
let client: SocialMessagingClient;
let queue: Awaited<ReturnType<typeof eventQueue>>;

const bytes = (value: unknown) => Buffer.from(JSON.stringify(value));
const send = (message: object, originationPhoneNumberId = phone) =>
  client.send(
    new SendWhatsAppMessageCommand({
      originationPhoneNumberId,
      metaApiVersion: 'v20.0',
      message: bytes({ messaging_product: 'whatsapp', to: ann, ...message }),
    }),
  );
const text = { type: 'text', text: { body: 'It is ready.' } };
const template = (values: readonly string[], name = 'car_ready') => ({
  type: 'template',
  template: {
    name,
    language: { code: 'en' },
    components: [{ type: 'body', parameters: values.map((value) => ({ type: 'text', text: value })) }],
  },
});

/** The statuses and messages in the events that came. */
const told = async () =>
  (await queue.events()).flatMap(({ whatsAppWebhookEntry }) =>
    JSON.parse(whatsAppWebhookEntry).changes.flatMap(
      ({ value }: { value: { statuses?: object[]; messages?: object[] } }) =>
        value.statuses ?? value.messages ?? [],
    ),
  );

beforeEach(async () => {
  rig = new ServicesRig();
  capture = new MessageCapture(rig.store);
  queue = await eventQueue(rig, 'whatsapp');
  rig.add(socialMessaging(rig.context, capture));
  client = new SocialMessagingClient(await awsPort(rig));
  await rig.call('socialmessaging', 'PutLocalAccount', {
    AccountId: account,
    BusinessName: 'Centre',
    PhoneNumberId: phone,
    PhoneNumber: '+12065550199',
    EventTopicArn: queue.topicArn,
  });
  await client.send(
    new CreateWhatsAppMessageTemplateCommand({
      id: account,
      templateDefinition: bytes({
        name: 'car_ready',
        language: 'en',
        category: 'UTILITY',
        components: [{ type: 'BODY', text: 'Hello {{1}}, your {{2}} is ready.' }],
      }),
    }),
  );
});

describe('a template', () => {
  it('is captured as the customer sees it, with whose it is', async () => {
    const data = JSON.stringify({ person: 'p1', run: 'r1', step: 's1' });
    const { messageId } = await send({ ...template(['Ann', 'car']), biz_opaque_callback_data: data });
    expect(capture.list({ channel: 'whatsapp' })).toMatchObject([
      {
        to: ann,
        from: '+12065550199',
        text: 'Hello Ann, your car is ready.',
        headers: { template: 'car_ready', language: 'en' },
        person: 'p1',
        run: 'r1',
        step: 's1',
        providerId: messageId,
      },
    ]);
    expect(rig.usage.whatsappMessages).toBe(1);
  });

  it("is told of in AWS's envelope: sent, then delivered", async () => {
    const { messageId } = await send({ ...template(['Ann', 'car']), biz_opaque_callback_data: 'ours' });
    const [first, second] = await queue.events();
    expect(first).toMatchObject({
      context: {
        MetaWabaIds: [{ arn: expect.stringContaining(':waba/0123456789abcdef') }],
        MetaPhoneNumberIds: [{ arn: phoneArn }],
      },
      aws_account_id: '123456789012',
      messageId,
    });
    expect(JSON.parse(second.whatsAppWebhookEntry).changes[0]).toMatchObject({
      field: 'messages',
      value: {
        messaging_product: 'whatsapp',
        metadata: { display_phone_number: '12065550199' },
        statuses: [
          {
            status: 'delivered',
            recipient_id: '14155550123',
            id: expect.stringMatching(/^wamid\./),
            biz_opaque_callback_data: 'ours',
          },
        ],
      },
    });
  });

  it.each([
    [template(['Ann']), 132000],
    [template(['Ann', 'car'], 'other'), 132001],
  ])('fails afterwards where Meta has it otherwise', async (message, code) => {
    expect((await send(message)).messageId).toBeTruthy();
    expect(await told()).toMatchObject([{ status: 'failed', errors: [{ code }] }]);
    expect(capture.list()).toEqual([]);
  });

  it('fails to a number that is not on WhatsApp', async () => {
    changePhone(rig.services, { number: ann, whatsapp: 131026 });
    await send(template(['Ann', 'car']));
    expect(await told()).toMatchObject([{ errors: [{ code: 131026, title: 'Message undeliverable' }] }]);
    changePhone(rig.services, { number: ann, whatsapp: 0 });
    await send(template(['Ann', 'car']));
    expect(await told()).toMatchObject([{ status: 'sent' }, { status: 'delivered' }]);
    expect(() => changePhone(rig.services, { number: ann, whatsapp: 1 })).toThrow(/^1 is none of 0, 130429/);
  });
});

describe('a text', () => {
  it('fails unless the customer wrote in the last 24 hours', async () => {
    await send(text);
    expect(await told()).toMatchObject([{ status: 'failed', errors: [{ code: 131047 }] }]);
    await receive(rig.services, { channel: 'whatsapp', from: ann, text: 'Is it ready?' });
    expect(await told()).toMatchObject([
      { from: '14155550123', text: { body: 'Is it ready?' }, type: 'text' },
    ]);
    await rig.advance(24 * 3_600_000 - 1);
    await send(text);
    expect(await told()).toMatchObject([{ status: 'sent' }, { status: 'delivered' }]);
    await rig.advance(1);
    await send(text);
    expect(await told()).toMatchObject([{ status: 'failed', errors: [{ code: 131047 }] }]);
  });
});

describe('a call', () => {
  it('takes the number by its id or its ARN, and knows no other', async () => {
    await send(template(['Ann', 'car']), phoneArn);
    await expect(send(text, 'phone-number-id-0')).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      $metadata: { httpStatusCode: 404 },
    });
  });

  it.each([
    [{ to: 'ann' }, /to: "ann" is not a phone number/],
    [{ type: 'text' }, /text\.body is missing/],
    [{ type: 'audio' }, /the local cloud does not know messages of type "audio"/],
    [{ ...text, messaging_product: 'sms' }, /messaging_product must be "whatsapp"/],
  ])('is refused where the message is wrong: %j', async (message, reason) => {
    await expect(send(message)).rejects.toMatchObject({
      name: 'InvalidParametersException',
      message: expect.stringMatching(reason),
    });
  });
});

it('approves no template that begins or ends with a variable', async () => {
  const templateDefinition = bytes({
    name: 'hello',
    language: 'en',
    category: 'UTILITY',
    components: [{ type: 'BODY', text: 'Hello {{1}}' }],
  });
  await expect(
    client.send(new CreateWhatsAppMessageTemplateCommand({ id: account, templateDefinition })),
  ).rejects.toThrow('a body must not begin or end with a variable');
});

it('shows the account with its number, its templates and where its events go', async () => {
  const other = await eventQueue(rig, 'other');
  await client.send(
    new PutWhatsAppBusinessAccountEventDestinationsCommand({
      id: account,
      eventDestinations: [{ eventDestinationArn: other.topicArn }],
    }),
  );
  const shown = await client.send(new GetLinkedWhatsAppBusinessAccountCommand({ id: account }));
  expect(shown.account).toMatchObject({
    id: account,
    registrationStatus: 'COMPLETE',
    eventDestinations: [{ eventDestinationArn: other.topicArn }],
    phoneNumbers: [{ phoneNumberId: phone, phoneNumber: '+12065550199' }],
  });
  const { templates } = await client.send(new ListWhatsAppMessageTemplatesCommand({ id: account }));
  expect(templates).toMatchObject([
    { templateName: 'car_ready', templateLanguage: 'en', templateStatus: 'APPROVED' },
  ]);
  await send(template(['Ann', 'car']));
  expect(await queue.events()).toEqual([]);
  expect(await other.events()).toHaveLength(2);
});
