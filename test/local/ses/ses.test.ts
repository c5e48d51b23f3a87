import { beforeEach, describe, expect, it } from 'vitest';
import { MessageCapture } from '../../../local/capture.ts';
import { ses } from '../../../local/services/ses/ses.ts';
import { sns } from '../../../local/services/sns/sns.ts';
import { sqs } from '../../../local/services/sqs/sqs.ts';
import { ServicesRig } from '../services-rig.ts';

const TopicArn = 'arn:aws:sns:us-east-1:123456789012:feedback';
const QueueUrl = 'http://localhost:4566/123456789012/feedback';

let rig: ServicesRig;
let capture: MessageCapture;

const simple = {
  Subject: { Data: 'Hello' },
  Body: { Text: { Data: 'text' }, Html: { Data: '<p>html</p>' } },
};
const email = (to: string, more: object = {}) => ({
  FromEmailAddress: 'Centre <hello@centre.example>',
  Destination: { ToAddresses: [to] },
  ConfigurationSetName: 'mail',
  EmailTags: [
    { Name: 'person', Value: 'p1' },
    { Name: 'run', Value: 'r1' },
  ],
  Content: { Simple: simple },
  ...more,
});
const send = (to: string, more: object = {}) =>
  rig.call<{ MessageId: string }>('sesv2', 'SendEmail', email(to, more));
const events = async () => {
  const input = { QueueUrl, MaxNumberOfMessages: 10 };
  const { Messages = [] } = await rig.call<{ Messages?: { Body: string }[] }>('sqs', 'ReceiveMessage', input);
  return Messages.map(({ Body }) => JSON.parse(Body));
};

beforeEach(async () => {
  rig = new ServicesRig();
  capture = new MessageCapture(rig.store);
  rig.add(sqs(rig.context));
  rig.add(sns(rig.context));
  rig.add(ses(rig.context, capture));
  await rig.call('sqs', 'CreateQueue', { QueueName: 'feedback' });
  await rig.call('sns', 'CreateTopic', { Name: 'feedback' });
  const Endpoint = 'arn:aws:sqs:us-east-1:123456789012:feedback';
  await rig.call('sns', 'Subscribe', {
    TopicArn,
    Protocol: 'sqs',
    Endpoint,
    Attributes: { RawMessageDelivery: 'true' },
  });
  await rig.call('sesv2', 'CreateEmailIdentity', { EmailIdentity: 'centre.example' });
  await rig.call('sesv2', 'CreateConfigurationSet', { ConfigurationSetName: 'mail' });
  await rig.call('sesv2', 'CreateConfigurationSetEventDestination', {
    ConfigurationSetName: 'mail',
    EventDestinationName: 'feedback',
    EventDestination: {
      Enabled: true,
      MatchingEventTypes: ['SEND', 'DELIVERY', 'BOUNCE', 'COMPLAINT', 'RENDERING_FAILURE'],
      SnsDestination: { TopicArn },
    },
  });
});

it('captures what would have been sent, for each recipient', async () => {
  const Headers = [{ Name: 'List-Unsubscribe', Value: '<https://centre.example/u>' }];
  const Attachments = [
    { FileName: 'a.ics', ContentType: 'text/calendar', RawContent: Buffer.from('BEGIN:VCALENDAR') },
  ];
  const { MessageId } = await send('ann@a.example', {
    Destination: { ToAddresses: ['Ann <ann@a.example>'], BccAddresses: ['ben@b.example'] },
    Content: { Simple: { ...simple, Headers, Attachments } },
  });
  expect(MessageId).toMatch(/^0100[0-9a-f]{12}-[0-9a-f-]{36}-000000$/);
  expect(capture.list().map(({ to }) => to)).toEqual(['ann@a.example', 'ben@b.example']);
  expect(capture.list({ to: 'ann@a.example' })).toMatchObject([
    {
      at: '2026-11-16T09:00:00.000Z',
      channel: 'email',
      from: 'Centre <hello@centre.example>',
      subject: 'Hello',
      text: 'text',
      html: '<p>html</p>',
      headers: { 'List-Unsubscribe': '<https://centre.example/u>', To: 'ann@a.example' },
      attachments: [{ filename: 'a.ics', contentType: 'text/calendar', text: 'BEGIN:VCALENDAR' }],
      person: 'p1',
      run: 'r1',
      providerId: MessageId,
    },
  ]);
  expect(rig.usage.sesMessages).toBe(2);
});

describe('feedback', () => {
  it('says that a message was sent and delivered, with its tags', async () => {
    const { MessageId } = await send('ann@a.example');
    const [sent, delivered] = await events();
    expect(sent).toMatchObject({
      eventType: 'Send',
      mail: {
        messageId: MessageId,
        source: 'Centre <hello@centre.example>',
        destination: ['ann@a.example'],
        tags: { person: ['p1'], run: ['r1'], 'ses:configuration-set': ['mail'] },
      },
      send: {},
    });
    expect(delivered).toMatchObject({ eventType: 'Delivery', delivery: { recipients: ['ann@a.example'] } });
  });

  it.each([
    [
      'bounce+1@simulator.amazonses.com',
      { eventType: 'Bounce', bounce: { bounceType: 'Permanent', bounceSubType: 'General' } },
    ],
    [
      'suppressionlist@simulator.amazonses.com',
      { eventType: 'Bounce', bounce: { bounceSubType: 'Suppressed' } },
    ],
    [
      'complaint@simulator.amazonses.com',
      { eventType: 'Complaint', complaint: { complaintFeedbackType: 'abuse' } },
    ],
    ['ooto+x@simulator.amazonses.com', { eventType: 'Delivery' }],
  ])('simulates %s', async (address, expected) => {
    await send(address);
    expect((await events()).at(-1)).toMatchObject(expected);
  });

  it('tells of an address on the account suppression list, and sends it nothing', async () => {
    await rig.call('sesv2', 'PutSuppressedDestination', {
      EmailAddress: 'Ann@a.example',
      Reason: 'COMPLAINT',
    });
    await send('ann@a.example');
    expect(capture.list()).toEqual([]);
    expect((await events()).at(-1)).toMatchObject({
      bounce: {
        bounceSubType: 'OnAccountSuppressionList',
        bouncedRecipients: [{ emailAddress: 'ann@a.example' }],
      },
    });
  });
});

it('reads a raw message as far as showing it needs', async () => {
  const lines = [
    'From: Centre <hello@centre.example>',
    'To: ann@a.example, "Ben, B" <ben@b.example>',
    'Subject: =?utf-8?Q?Gr=C3=BC=C3=9Fe?=',
    'MIME-Version: 1.0',
    'Content-Type: multipart/mixed; boundary="b1"',
    '',
    '--b1',
    'Content-Type: multipart/alternative; boundary=b2',
    '',
    '--b2',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: quoted-printable',
    '',
    'Gr=C3=BC=C3=9Fe aus=',
    ' K',
    '--b2',
    'Content-Type: text/html; charset=utf-8',
    'Content-Transfer-Encoding: base64',
    '',
    Buffer.from('<p>Grüße</p>').toString('base64'),
    '--b2--',
    '--b1',
    'Content-Type: text/calendar; name=a.ics',
    'Content-Disposition: attachment; filename="a.ics"',
    '',
    'BEGIN:VCALENDAR',
    '--b1--',
  ];
  const Content = { Raw: { Data: Buffer.from(lines.join('\r\n')) } };
  await rig.call('sesv2', 'SendEmail', { Content });
  expect(capture.list().map(({ to }) => to)).toEqual(['ann@a.example', 'ben@b.example']);
  expect(capture.list()[0]).toMatchObject({
    subject: 'Grüße',
    text: 'Grüße aus K',
    html: '<p>Grüße</p>',
    attachments: [{ filename: 'a.ics', contentType: 'text/calendar', text: 'BEGIN:VCALENDAR' }],
  });
});

it('refuses a sender that is no identity, an unknown configuration set and no recipient', async () => {
  await expect(send('a@b.c', { FromEmailAddress: 'x@other.example' })).rejects.toMatchObject({
    name: 'MessageRejected',
    message:
      'Email address is not verified. The following identities failed the check in region US-EAST-1: x@other.example',
  });
  await expect(send('a@b.c', { ConfigurationSetName: 'none' })).rejects.toMatchObject({
    name: 'NotFoundException',
    message: 'Configuration set <none> does not exist.',
  });
  await expect(send('a@b.c', { Destination: {} })).rejects.toMatchObject({ name: 'BadRequestException' });
  await expect(send('nobody')).rejects.toMatchObject({ message: "Missing final '@domain'" });
  expect(capture.list()).toEqual([]);
});

it('sends a template to many, each with a result, data and headers of their own', async () => {
  const entry = (to: string, data: object) => ({
    Destination: { ToAddresses: [to] },
    ReplacementEmailContent: { ReplacementTemplate: { ReplacementTemplateData: JSON.stringify(data) } },
    ReplacementHeaders: [{ Name: 'List-Unsubscribe', Value: `<https://centre.example/u/${to}>` }],
  });
  const TemplateContent = { Subject: 'Hi {{name}}', Html: '<p>{{name}}, {{city}}</p>' };
  const { BulkEmailEntryResults } = await rig.call('sesv2', 'SendBulkEmail', {
    FromEmailAddress: 'hello@centre.example',
    ConfigurationSetName: 'mail',
    DefaultContent: { Template: { TemplateContent, TemplateData: '{"city":"Berlin"}' } },
    BulkEmailEntries: [
      entry('ann@a.example', { name: 'A & B' }),
      entry('nobody', { name: 'x' }),
      entry('c@c.example', {}),
    ],
  });
  expect(BulkEmailEntryResults).toMatchObject([
    { Status: 'SUCCESS', MessageId: expect.any(String) },
    { Status: 'INVALID_PARAMETER', Error: "Missing final '@domain'" },
    { Status: 'SUCCESS', MessageId: expect.any(String) },
  ]);
  expect(capture.list()).toMatchObject([
    {
      html: '<p>A &amp; B, Berlin</p>',
      headers: { 'List-Unsubscribe': '<https://centre.example/u/ann@a.example>' },
    },
  ]);
  expect((await events()).at(-1)).toMatchObject({
    eventType: 'Rendering Failure',
    failure: { errorMessage: "Attribute 'name' is not present in the rendering data." },
  });
});

it('asks for permission on the identity and the configuration set, with the sender as a condition', () => {
  const permissions = rig.serviceOf('sesv2').permissions('SendEmail', email('ann@a.example'));
  expect(permissions).toMatchObject([
    {
      action: 'ses:SendEmail',
      resource: 'arn:aws:ses:us-east-1:123456789012:identity/centre.example',
      conditions: { 'ses:FromAddress': 'hello@centre.example' },
    },
    { resource: 'arn:aws:ses:us-east-1:123456789012:configuration-set/mail' },
  ]);
});
