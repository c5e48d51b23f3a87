import {
  CreateConfigurationSetCommand,
  CreateEventDestinationCommand,
  DeleteOptedOutNumberCommand,
  DescribeConfigurationSetsCommand,
  DescribeOptedOutNumbersCommand,
  DescribePhoneNumbersCommand,
  PinpointSMSVoiceV2Client,
  PutOptedOutNumberCommand,
  RequestPhoneNumberCommand,
  SendTextMessageCommand,
  type SendTextMessageCommandInput,
  UpdateEventDestinationCommand,
  UpdatePhoneNumberCommand,
} from '@aws-sdk/client-pinpoint-sms-voice-v2';
import { beforeEach, describe, expect, it } from 'vitest';
import { MessageCapture } from '../../../local/capture.ts';
import { receive } from '../../../local/control/inbound.ts';
import { changePhone } from '../../../local/control/phone.ts';
import { smsVoice } from '../../../local/services/sms-voice/sms-voice.ts';
import { awsPort } from '../aws-port.ts';
import { eventQueue } from '../event-queue.ts';
import { ServicesRig } from '../services-rig.ts';

const ann = '+14155550123';

let rig: ServicesRig;
let capture: MessageCapture;
let client: PinpointSMSVoiceV2Client;
let queue: Awaited<ReturnType<typeof eventQueue>>;
let number: { PhoneNumberId: string; PhoneNumberArn: string; PhoneNumber: string };

const text = (more: Partial<SendTextMessageCommandInput> = {}) =>
  client.send(
    new SendTextMessageCommand({
      DestinationPhoneNumber: ann,
      OriginationIdentity: number.PhoneNumberArn,
      MessageBody: 'Your car is ready.',
      ConfigurationSetName: 'texts',
      Context: { person: 'p1', run: 'r1', step: 's1' },
      ...more,
    }),
  );

beforeEach(async () => {
  rig = new ServicesRig();
  capture = new MessageCapture(rig.store);
  queue = await eventQueue(rig, 'texts');
  rig.add(smsVoice(rig.context, capture));
  client = new PinpointSMSVoiceV2Client(await awsPort(rig));
  const {
    PhoneNumberId = '',
    PhoneNumberArn = '',
    PhoneNumber = '',
  } = await client.send(
    new RequestPhoneNumberCommand({
      IsoCountryCode: 'US',
      MessageType: 'TRANSACTIONAL',
      NumberCapabilities: ['SMS'],
      NumberType: 'SIMULATOR',
    }),
  );
  number = { PhoneNumberId, PhoneNumberArn, PhoneNumber };
  await client.send(new CreateConfigurationSetCommand({ ConfigurationSetName: 'texts' }));
  await client.send(
    new CreateEventDestinationCommand({
      ConfigurationSetName: 'texts',
      EventDestinationName: 'topic',
      MatchingEventTypes: ['TEXT_ALL'],
      SnsDestination: { TopicArn: queue.topicArn },
    }),
  );
});

describe('a text', () => {
  it('is captured with whose it is', async () => {
    const { MessageId } = await text();
    expect(capture.list({ channel: 'sms' })).toMatchObject([
      {
        channel: 'sms',
        to: ann,
        from: number.PhoneNumber,
        text: 'Your car is ready.',
        person: 'p1',
        run: 'r1',
        step: 's1',
        providerId: MessageId,
      },
    ]);
  });

  it('is told of to the topic: on its way, then delivered, with its context', async () => {
    const { MessageId } = await text();
    expect(await queue.events()).toMatchObject([
      { eventType: 'TEXT_PENDING', isFinal: false },
      {
        eventType: 'TEXT_DELIVERED',
        eventVersion: '1.0',
        isFinal: true,
        originationPhoneNumber: number.PhoneNumber,
        destinationPhoneNumber: ann,
        messageId: MessageId,
        messageEncoding: 'GSM',
        messageStatus: 'DELIVERED',
        context: { person: 'p1', run: 'r1', step: 's1' },
        totalMessageParts: 1,
      },
    ]);
  });

  it.each([
    ['x'.repeat(160), 'GSM', 1],
    ['x'.repeat(161), 'GSM', 2],
    ['€'.repeat(80), 'GSM', 1],
    ['€'.repeat(81), 'GSM', 2],
    ['ж'.repeat(70), 'Unicode', 1],
    ['ж'.repeat(71), 'Unicode', 2],
    ['😀'.repeat(36), 'Unicode', 2],
  ])('is counted in parts: %#', async (MessageBody, messageEncoding, totalMessageParts) => {
    await text({ MessageBody });
    expect((await queue.events())[1]).toMatchObject({ messageEncoding, totalMessageParts });
    expect(rig.usage.smsParts).toBe(totalMessageParts);
  });

  it('is checked and not sent in a dry run', async () => {
    expect((await text({ DryRun: true })).MessageId).toBeTruthy();
    await expect(text({ DryRun: true, MessageBody: ' ' })).rejects.toMatchObject({
      name: 'ValidationException',
    });
    expect(capture.list()).toEqual([]);
    expect(await queue.events()).toEqual([]);
  });

  it.each([
    [{ DestinationPhoneNumber: '0155' }, 'DestinationPhoneNumber'],
    [{ MessageBody: 'x'.repeat(1601) }, 'MessageBody'],
    [{ TimeToLive: 4 }, 'TimeToLive'],
    [{ Context: { 'a b': 'c' } }, 'Context'],
    [{ Context: Object.fromEntries([...'abcdef'].map((key) => [key, key])) }, 'Context'],
  ])('is refused where it is wrong: %j', async (wrong, Name) => {
    await expect(text(wrong)).rejects.toMatchObject({
      name: 'ValidationException',
      Reason: 'INVALID_PARAMETER',
      Fields: [{ Name }],
      $metadata: { httpStatusCode: 400 },
    });
  });

  it('is refused from a number, and for a configuration set, that is not there', async () => {
    await expect(text({ OriginationIdentity: '+12065559999' })).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      ResourceType: 'phone-number',
      ResourceId: '+12065559999',
    });
    await expect(text({ ConfigurationSetName: 'none' })).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      ResourceType: 'configuration-set',
    });
  });

  it('names what the local cloud does not support', async () => {
    await expect(text({ MaxPrice: '0.10' })).rejects.toThrow(
      'SendTextMessage: the local cloud does not support MaxPrice.',
    );
  });
});

describe('what becomes of it', () => {
  it("is decided by AWS's simulator", async () => {
    await text({ DestinationPhoneNumber: '+14254147167' });
    expect((await queue.events())[1]).toMatchObject({
      eventType: 'TEXT_BLOCKED',
      messageStatusDescription: 'Phone has blocked SMS',
    });
  });

  it('is decided by what the control was told of the number', async () => {
    changePhone(rig.services, { number: ann, sms: 'TEXT_INVALID' });
    await text();
    expect((await queue.events())[1]).toMatchObject({ eventType: 'TEXT_INVALID', isFinal: true });
    expect(() => changePhone(rig.services, { number: ann, sms: 'TEXT_LOST' })).toThrow(
      /is none of TEXT_DELIVERED/,
    );
    expect(() => changePhone(rig.services, { number: '0155' })).toThrow(
      /^number: give a number in E\.164 format/,
    );
  });

  it('is not told to a destination that is off or wants other events', async () => {
    const change = (more: object) =>
      client.send(
        new UpdateEventDestinationCommand({
          ConfigurationSetName: 'texts',
          EventDestinationName: 'topic',
          ...more,
        }),
      );
    await change({ MatchingEventTypes: ['TEXT_DELIVERED'] });
    await text();
    expect(await queue.events()).toMatchObject([{ eventType: 'TEXT_DELIVERED' }]);
    await change({ Enabled: false });
    await text();
    expect(await queue.events()).toEqual([]);
    const { ConfigurationSets } = await client.send(new DescribeConfigurationSetsCommand({}));
    expect(ConfigurationSets).toMatchObject([
      { ConfigurationSetName: 'texts', EventDestinations: [{ Enabled: false }] },
    ]);
  });
});

describe('a number that has opted out', () => {
  it('gets nothing until it is taken from the list', async () => {
    const asked = { OptOutListName: 'Default', OptedOutNumber: ann };
    await client.send(new PutOptedOutNumberCommand(asked));
    await expect(text()).rejects.toMatchObject({
      name: 'ConflictException',
      Reason: 'DESTINATION_PHONE_NUMBER_OPTED_OUT',
      ResourceType: 'opted-out-number',
      ResourceId: ann,
    });
    await client.send(new DeleteOptedOutNumberCommand(asked));
    await text();
  });

  it('is put on the list by AWS when it writes STOP, unless the owner answers STOP', async () => {
    const optedOut = async () =>
      (await client.send(new DescribeOptedOutNumbersCommand({ OptOutListName: 'Default' }))).OptedOutNumbers;
    const { PhoneNumberId } = number;
    await client.send(new UpdatePhoneNumberCommand({ PhoneNumberId, SelfManagedOptOutsEnabled: true }));
    await receive(rig.services, { channel: 'sms', from: ann, text: 'STOP' });
    expect(await optedOut()).toEqual([]);
    await client.send(new UpdatePhoneNumberCommand({ PhoneNumberId, SelfManagedOptOutsEnabled: false }));
    await receive(rig.services, { channel: 'sms', from: ann, text: 'Stop ' });
    expect(await optedOut()).toMatchObject([{ OptedOutNumber: ann, EndUserOptedOut: true }]);
  });
});

describe('what people write', () => {
  it("goes to the number's topic in AWS's form", async () => {
    const { PhoneNumberId, PhoneNumber } = number;
    const TwoWayChannelArn = queue.topicArn;
    await client.send(new UpdatePhoneNumberCommand({ PhoneNumberId, TwoWayEnabled: true, TwoWayChannelArn }));
    await receive(rig.services, { channel: 'sms', from: ann, to: PhoneNumber, text: 'Is it ready?' });
    expect(await queue.events()).toEqual([
      {
        originationNumber: ann,
        destinationNumber: PhoneNumber,
        messageKeyword: expect.stringMatching(/^KEYWORD_/),
        messageBody: 'Is it ready?',
        inboundMessageId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      },
    ]);
    const { PhoneNumbers } = await client.send(new DescribePhoneNumbersCommand({}));
    expect(PhoneNumbers).toMatchObject([{ PhoneNumberId, TwoWayEnabled: true, TwoWayChannelArn }]);
  });

  it.each([
    [{ channel: 'fax' }, /^channel: give one of .*sms, whatsapp/],
    [{ channel: 'sms', from: 'ann', text: 'x' }, /^from: give a number/],
    [
      { channel: 'sms', from: ann, to: '+12065559999', text: 'x' },
      "sms: +12065559999 is not one of the account's numbers",
    ],
  ])('is refused by the control where it is wrong: %j', async (wrong, told) => {
    await expect(receive(rig.services, wrong)).rejects.toThrow(told);
  });
});
