import { beforeEach, expect, it } from 'vitest';
import { MessageCapture } from '../../../local/capture.ts';
import { s3 } from '../../../local/services/s3/s3.ts';
import { sesReceiving } from '../../../local/services/ses/receiving.ts';
import { ses } from '../../../local/services/ses/ses.ts';
import { sns } from '../../../local/services/sns/sns.ts';
import { awsPort } from '../aws-port.ts';
import { ServicesRig } from '../services-rig.ts';

let rig: ServicesRig;
let endpoint: string;
const TopicArn = 'arn:aws:sns:us-east-1:123456789012:received';

/** A call of SES's first version, as the CLI makes it: a form, answered in XML. */
async function call(Action: string, fields: Readonly<Record<string, string>> = {}) {
  const response = await fetch(endpoint, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      authorization: 'AWS4-HMAC-SHA256 Credential=AKIA/20261116/us-east-1/ses/aws4_request, Signature=0',
    },
    body: new URLSearchParams({ Action, Version: '2010-12-01', ...fields }),
  });
  return { status: response.status, text: await response.text() };
}

const rule = (name: string, more: Readonly<Record<string, string>> = {}) =>
  call('CreateReceiptRule', {
    RuleSetName: 'mine',
    'Rule.Name': name,
    'Rule.Enabled': 'true',
    'Rule.ScanEnabled': 'true',
    'Rule.Recipients.member.1': 'reply.centre.example',
    'Rule.Actions.member.1.S3Action.BucketName': 'mail',
    'Rule.Actions.member.1.S3Action.ObjectKeyPrefix': `${name}/`,
    'Rule.Actions.member.1.S3Action.TopicArn': TopicArn,
    ...more,
  });

const verdicts = { spam: 'PASS', virus: 'PASS', spf: 'PASS', dkim: 'PASS', dmarc: 'GRAY' };
const receive = (to: string, more: object = {}) =>
  rig.call<{ messageId: string }>('ses', 'ReceiveLocalMail', {
    from: 'Ada <ada@example.com>',
    to,
    subject: 'Grüße',
    text: 'Hello',
    ...verdicts,
    ...more,
  });

const keys = async () => {
  const { Contents } = await rig.call<{ Contents: { Key: string }[] }>('s3', 'ListObjectsV2', {
    Bucket: 'mail',
  });
  return Contents.map(({ Key }) => Key);
};

beforeEach(async () => {
  rig = new ServicesRig();
  rig.add(ses(rig.context, new MessageCapture(rig.store)));
  rig.add(sesReceiving(rig.context));
  rig.add(s3(rig.context));
  rig.add(sns(rig.context));
  ({ endpoint } = await awsPort(rig));
  await rig.call('sesv2', 'CreateEmailIdentity', { EmailIdentity: 'centre.example' });
  await rig.call('s3', 'CreateBucket', { Bucket: 'mail' });
  await rig.call('sns', 'CreateTopic', { Name: 'received' });
  await call('CreateReceiptRuleSet', { RuleSetName: 'mine' });
  await rule('first');
});

it('receives nothing before a rule set is in force', async () => {
  await expect(receive('a@reply.centre.example')).rejects.toMatchObject({ name: 'MessageRejected' });
  expect((await call('DescribeActiveReceiptRuleSet')).text).not.toContain('<Name>');
  expect((await call('SetActiveReceiptRuleSet', { RuleSetName: 'mine' })).status).toBe(200);
  const active = await call('DescribeActiveReceiptRuleSet');
  expect(active.text).toContain('<Name>mine</Name>');
  expect(active.text).toContain('<Recipients><member>reply.centre.example</member></Recipients>');
  await receive('a@reply.centre.example');
  expect(await keys()).toHaveLength(1);
  await call('SetActiveReceiptRuleSet');
  await expect(receive('a@reply.centre.example')).rejects.toMatchObject({ name: 'MessageRejected' });
});

it('puts mail whole into the bucket, and tells the topic as AWS documents it', async () => {
  await call('SetActiveReceiptRuleSet', { RuleSetName: 'mine' });
  const { messageId } = await receive('reply+x@reply.centre.example');
  expect(await keys()).toEqual([`first/${messageId}`]);
  const { Body } = await rig.call<{ Body: Uint8Array }>('s3', 'GetObject', {
    Bucket: 'mail',
    Key: `first/${messageId}`,
  });
  const mail = Buffer.from(Body).toString();
  expect(mail).toMatch(/^Return-Path: <ada@example\.com>\r\nReceived: /);
  expect(mail).toContain('X-SES-Virus-Verdict: PASS');
  expect(mail).toContain('Subject: =?UTF-8?B?R3LDvMOfZQ==?=');
  const published = rig.dispatched.findLast(({ call: made }) => made === 'sns:Publish')?.input as {
    Subject: string;
    Message: string;
  };
  expect(published.Subject).toBe('Amazon SES Email Receipt Notification');
  expect(JSON.parse(published.Message)).toMatchObject({
    notificationType: 'Received',
    mail: {
      timestamp: '2026-11-16T09:00:00.000Z',
      source: 'ada@example.com',
      messageId,
      destination: ['reply+x@reply.centre.example'],
      headersTruncated: false,
      commonHeaders: { from: ['Ada <ada@example.com>'], subject: 'Grüße' },
    },
    receipt: {
      recipients: ['reply+x@reply.centre.example'],
      spamVerdict: { status: 'PASS' },
      dmarcVerdict: { status: 'GRAY' },
      action: {
        type: 'S3',
        topicArn: TopicArn,
        bucketName: 'mail',
        objectKeyPrefix: 'first/',
        objectKey: `first/${messageId}`,
      },
    },
  });
});

it('goes by the rules in their order, each for its recipients, until one stops', async () => {
  await rule('second', { After: 'first', 'Rule.Recipients.member.1': 'hello@reply.centre.example' });
  await rule('stop', { After: 'first', 'Rule.Actions.member.1.S3Action.BucketName': 'mail' });
  await call('UpdateReceiptRule', {
    RuleSetName: 'mine',
    'Rule.Name': 'stop',
    'Rule.Enabled': 'true',
    'Rule.Recipients.member.1': '.centre.example',
    'Rule.Actions.member.1.StopAction.Scope': 'RuleSet',
  });
  await call('SetActiveReceiptRuleSet', { RuleSetName: 'mine' });
  await receive('hello+label@reply.centre.example');
  expect((await keys()).map((key) => key.split('/')[0])).toEqual(['first']);
  await call('DeleteReceiptRule', { RuleSetName: 'mine', RuleName: 'stop' });
  await receive('hello+label@reply.centre.example');
  expect((await keys()).map((key) => key.split('/')[0])).toEqual(['first', 'first', 'second']);
  await expect(receive('a@reply.elsewhere.example')).rejects.toMatchObject({ name: 'MessageRejected' });
});

it('refuses as SES does', async () => {
  expect((await call('CreateReceiptRuleSet', { RuleSetName: 'mine' })).text).toContain(
    '<Code>AlreadyExists</Code>',
  );
  expect((await call('SetActiveReceiptRuleSet', { RuleSetName: 'no' })).text).toContain(
    '<Code>RuleSetDoesNotExist</Code>',
  );
  expect((await rule('first')).text).toContain('<Code>AlreadyExists</Code>');
  expect((await rule('third', { After: 'none' })).text).toContain('<Code>RuleDoesNotExist</Code>');
  await call('SetActiveReceiptRuleSet', { RuleSetName: 'mine' });
  expect((await call('DeleteReceiptRuleSet', { RuleSetName: 'mine' })).text).toContain(
    '<Code>CannotDelete</Code>',
  );
  expect((await call('ListReceiptRuleSets')).text).toContain('<Name>mine</Name>');
  expect((await call('ListIdentities')).text).toContain('ListIdentities');
});
