import {
  CreateConfigurationSetCommand,
  CreateEmailIdentityCommand,
  CreateEmailTemplateCommand,
  GetAccountCommand,
  GetEmailIdentityCommand,
  ListSuppressedDestinationsCommand,
  PutAccountDetailsCommand,
  PutAccountSendingAttributesCommand,
  PutAccountSuppressionAttributesCommand,
  PutConfigurationSetSendingOptionsCommand,
  PutSuppressedDestinationCommand,
  SESv2Client,
  SendBulkEmailCommand,
  SendEmailCommand,
  type SendEmailCommandInput,
  TestRenderEmailTemplateCommand,
} from '@aws-sdk/client-sesv2';
import { beforeEach, describe, expect, it } from 'vitest';
import { MessageCapture } from '../../../local/capture.ts';
import { ses } from '../../../local/services/ses/ses.ts';
import { awsPort } from '../aws-port.ts';
import { ServicesRig } from '../services-rig.ts';

const hour = 3_600_000;

let rig: ServicesRig;
let capture: MessageCapture;
let client: SESv2Client;

const email = (to: readonly string[], more: Partial<SendEmailCommandInput> = {}) =>
  new SendEmailCommand({
    FromEmailAddress: 'hello@centre.example',
    Destination: { ToAddresses: [...to] },
    Content: { Simple: { Subject: { Data: 'Hello' }, Body: { Text: { Data: 'text' } } } },
    ...more,
  });
const send = (...to: string[]) => client.send(email(to));
const limits = (changed: object) => rig.call('sesv2', 'PutLocalAccount', changed);
const people = (count: number) => Array.from({ length: count }, (_, index) => `p${index}@a.example`);

beforeEach(async () => {
  rig = new ServicesRig();
  capture = new MessageCapture(rig.store);
  rig.add(ses(rig.context, capture));
  client = new SESv2Client(await awsPort(rig));
  await client.send(new CreateEmailIdentityCommand({ EmailIdentity: 'centre.example' }));
});

describe('the sending rate', () => {
  it('refuses what is too fast, and takes it a second later', async () => {
    await limits({ maxSendRate: 2 });
    await send('a@a.example');
    await send('b@a.example');
    await expect(send('c@a.example')).rejects.toMatchObject({
      name: 'TooManyRequestsException',
      message: 'Maximum sending rate exceeded.',
      $metadata: { httpStatusCode: 429 },
    });
    await rig.advance(1000);
    await send('c@a.example');
    expect(capture.list()).toHaveLength(3);
  });

  it('takes a message to many at once, and makes the sender wait for each of them', async () => {
    await limits({ maxSendRate: 1 });
    await send(...people(5));
    await rig.advance(4000);
    await expect(send('z@a.example')).rejects.toMatchObject({ name: 'TooManyRequestsException' });
    await rig.advance(1000);
    await send('z@a.example');
  });
});

it('refuses more than the quota of any 24 hours, and shows what is used of it', async () => {
  await limits({ max24HourSend: 3 });
  await send(...people(2));
  await rig.advance(hour);
  await send('c@a.example');
  await expect(send('d@a.example')).rejects.toMatchObject({
    name: 'LimitExceededException',
    message: 'Daily message quota exceeded.',
  });
  const { SendQuota } = await client.send(new GetAccountCommand({}));
  expect(SendQuota).toMatchObject({ Max24HourSend: 3, SentLast24Hours: 3 });
  await rig.advance(23 * hour);
  await send('d@a.example');
});

describe('the sandbox', () => {
  beforeEach(() =>
    client.send(new PutAccountDetailsCommand({ MailType: 'MARKETING', WebsiteURL: 'https://c.example' })),
  );

  it('sends to verified recipients and to the simulator only', async () => {
    await expect(send('ann@a.example', 'ben@b.example')).rejects.toMatchObject({
      name: 'MessageRejected',
      message:
        'Email address is not verified. The following identities failed the check in region US-EAST-1: ann@a.example, ben@b.example',
    });
    await send('success@simulator.amazonses.com');
    await rig.advance(1000);
    await client.send(new CreateEmailIdentityCommand({ EmailIdentity: 'ann@a.example' }));
    await send('ann@a.example');
  });

  it('allows 200 messages a day, one a second', async () => {
    const { ProductionAccessEnabled, SendQuota } = await client.send(new GetAccountCommand({}));
    expect(ProductionAccessEnabled).toBe(false);
    expect(SendQuota).toMatchObject({ Max24HourSend: 200, MaxSendRate: 1 });
  });
});

it('sends for no identity whose verification is pending', async () => {
  const EmailIdentity = 'new.example';
  await client.send(new CreateEmailIdentityCommand({ EmailIdentity }));
  await rig.call('sesv2', 'PutLocalIdentityStatus', { EmailIdentity, status: 'PENDING' });
  const shown = await client.send(new GetEmailIdentityCommand({ EmailIdentity }));
  expect(shown).toMatchObject({ VerificationStatus: 'PENDING', VerifiedForSendingStatus: false });
  await expect(
    client.send(email(['a@a.example'], { FromEmailAddress: 'hello@new.example' })),
  ).rejects.toMatchObject({ name: 'MessageRejected' });
  await rig.call('sesv2', 'PutLocalIdentityStatus', { EmailIdentity, status: 'SUCCESS' });
  await client.send(email(['a@a.example'], { FromEmailAddress: 'hello@new.example' }));
});

it('sends nothing while the account or the configuration set is paused', async () => {
  const ConfigurationSetName = 'news';
  await client.send(new CreateConfigurationSetCommand({ ConfigurationSetName }));
  const pause = (SendingEnabled: boolean) =>
    client.send(new PutConfigurationSetSendingOptionsCommand({ ConfigurationSetName, SendingEnabled }));
  await pause(false);
  await expect(client.send(email(['a@a.example'], { ConfigurationSetName }))).rejects.toMatchObject({
    name: 'SendingPausedException',
  });
  await pause(true);
  await client.send(new PutAccountSendingAttributesCommand({ SendingEnabled: false }));
  await expect(send('a@a.example')).rejects.toMatchObject({ name: 'SendingPausedException' });
  await client.send(new PutAccountSendingAttributesCommand({ SendingEnabled: true }));
  await send('a@a.example');
});

it('heeds the suppression list for the reasons that the account names', async () => {
  for (const [EmailAddress, Reason] of [
    ['ann@a.example', 'BOUNCE'],
    ['ben@b.example', 'COMPLAINT'],
  ] as const)
    await client.send(new PutSuppressedDestinationCommand({ EmailAddress, Reason }));
  const { SuppressedDestinationSummaries } = await client.send(
    new ListSuppressedDestinationsCommand({ Reasons: ['COMPLAINT'] }),
  );
  expect(SuppressedDestinationSummaries).toMatchObject([{ EmailAddress: 'ben@b.example' }]);
  await client.send(new PutAccountSuppressionAttributesCommand({ SuppressedReasons: ['BOUNCE'] }));
  await send('ann@a.example', 'ben@b.example');
  expect(capture.list().map(({ to }) => to)).toEqual(['ben@b.example']);
});

it('gives each entry of a bulk call a status of its own', async () => {
  await limits({ maxSendRate: 1 });
  const entry = (to: string, more: object = {}) => ({ Destination: { ToAddresses: [to] }, ...more });
  const headers = Array.from({ length: 16 }, (_, index) => ({ Name: `X-${index}`, Value: 'v' }));
  const bulk = (Template: object, ...BulkEmailEntries: ReturnType<typeof entry>[]) =>
    client.send(
      new SendBulkEmailCommand({
        FromEmailAddress: 'hello@centre.example',
        DefaultContent: { Template },
        BulkEmailEntries,
      }),
    );
  const inline = { TemplateContent: { Subject: 'Hi' } };
  const { BulkEmailEntryResults } = await bulk(
    inline,
    entry('a@a.example', { ReplacementHeaders: headers }),
    entry('b@b.example', { ReplacementTags: [{ Name: 'a b', Value: 'v' }] }),
    entry('c@c.example'),
    entry('d@d.example'),
  );
  expect(BulkEmailEntryResults).toMatchObject([
    { Status: 'INVALID_PARAMETER', Error: 'A message can have up to 15 headers.' },
    { Status: 'INVALID_PARAMETER', Error: 'Invalid character contained in the tag <a b: v>.' },
    { Status: 'SUCCESS' },
    { Status: 'ACCOUNT_THROTTLED', Error: 'Maximum sending rate exceeded.' },
  ]);
  const missing = await bulk({ TemplateName: 'none' }, entry('a@a.example'));
  expect(missing.BulkEmailEntryResults).toMatchObject([{ Status: 'TEMPLATE_NOT_FOUND' }]);
});

it('refuses a message over 40 MB by its length', async () => {
  const Data = Buffer.alloc(40 * 1024 * 1024 + 1, 'a');
  Data.write('From: hello@centre.example\r\nTo: a@a.example\r\nSubject: big\r\n\r\n');
  await expect(client.send(new SendEmailCommand({ Content: { Raw: { Data } } }))).rejects.toMatchObject({
    name: 'BadRequestException',
    message: expect.stringMatching(/^Message length is more than 41943040 bytes long: '\d+'\.$/),
  });
});

it('takes configuration set and tags of a raw message from its headers, and does not send them on', async () => {
  await client.send(new CreateConfigurationSetCommand({ ConfigurationSetName: 'news' }));
  const raw = (set: string) =>
    Buffer.from(
      `From: hello@centre.example\r\nTo: a@a.example\r\nX-SES-CONFIGURATION-SET: ${set}\r\nX-SES-MESSAGE-TAGS: person=p1, run=r1\r\n\r\ntext`,
    );
  await client.send(new SendEmailCommand({ Content: { Raw: { Data: raw('news') } } }));
  const [message] = capture.list();
  expect(message).toMatchObject({ person: 'p1', run: 'r1' });
  expect(Object.keys(message?.headers ?? {})).not.toContain('X-SES-CONFIGURATION-SET');
  await expect(
    client.send(new SendEmailCommand({ Content: { Raw: { Data: raw('none') } } })),
  ).rejects.toMatchObject({ name: 'NotFoundException' });
});

it('refuses by name what it does not support', async () => {
  await expect(
    client.send(email(['a@a.example'], { ListManagementOptions: { ContactListName: 'c' } })),
  ).rejects.toMatchObject({
    name: 'BadRequestException',
    message: 'SendEmail: the local cloud does not support ListManagementOptions.',
  });
});

describe('templates', () => {
  const create = (Html: string) =>
    client.send(
      new CreateEmailTemplateCommand({
        TemplateName: 't',
        TemplateContent: { Subject: 'Hi {{name}}', Html },
      }),
    );
  const rendered = async (data: object) => {
    const { RenderedTemplate = '' } = await client.send(
      new TestRenderEmailTemplateCommand({ TemplateName: 't', TemplateData: JSON.stringify(data) }),
    );
    return RenderedTemplate;
  };

  it('choose and repeat', async () => {
    await create(
      '{{#if vip}}Dear{{else}}Hello{{/if}} {{name}}: {{#each cars}}{{@index}} {{this.plate}} of {{../name}}{{#unless @last}}, {{/unless}}{{/each}}{{! not shown }}',
    );
    const text = await rendered({ name: 'Ann', cars: [{ plate: 'A&1' }, { plate: 'B2' }] });
    expect(text).toContain('Subject: Hi Ann\r\n');
    expect(text).toContain('Hello Ann: 0 A&amp;1 of Ann, 1 B2 of Ann\r\n');
  });

  it('tell which value is missing', async () => {
    await create('{{city}}');
    await expect(rendered({ name: 'Ann' })).rejects.toMatchObject({
      name: 'BadRequestException',
      message: "Attribute 'city' is not present in the rendering data.",
    });
  });

  it.each([
    ['{{#if a}}never closed', 'Template is invalid: {{#if a}} is not closed'],
    ['{{> footer}}', 'Template is invalid: the local cloud does not support {{> footer}}'],
    ['{{#repeat 3}}x{{/repeat}}', 'Template is invalid: the local cloud does not support {{#repeat 3}}'],
  ])('are refused when they are not understood: %s', async (html, message) => {
    await expect(create(html)).rejects.toMatchObject({ name: 'BadRequestException', message });
  });
});
