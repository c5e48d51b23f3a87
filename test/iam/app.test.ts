import { marshall } from '@aws-sdk/util-dynamodb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LineMessage } from '../../domain/events/recorded-event.ts';
import { outboxKey, timerHintKey, timerKey } from '../../domain/records.ts';
import { specs } from '../../infra/specs.ts';
import { Centre } from '../journeys/centre.ts';
import { Correspondence } from '../journeys/correspondence.ts';
import { Page } from '../journeys/page.ts';

const ada = 'ada@example.com';
const bob = 'bob@example.com';

let centre: Centre;
beforeEach(async () => {
  centre = await Centre.open();
});
afterEach(() => centre.cloud.close());

async function lineUrl(): Promise<string> {
  const queue = await centre.cloud.call('sqs', 'GetQueueUrl', { QueueName: 'onward-line.fifo' });
  return (queue as { QueueUrl: string }).QueueUrl;
}

/** What Onward itself puts on somebody's line. */
async function messageTo(
  email: string,
  name: string,
  properties: LineMessage['properties'],
): Promise<LineMessage> {
  const { id: person } = await centre.get<{ id: string }>(`/v1/people/email:${email}`);
  const now = new Date(centre.cloud.now()).toISOString();
  return {
    v: 1,
    person,
    key: 'onward',
    messageId: name,
    source: 'onward',
    type: 'track',
    name,
    properties,
    timestamp: now,
    receivedAt: now,
    hops: 0,
  };
}

const phone = '+16035550123';

/** Ada, who has a telephone, has an appointment. */
async function books(): Promise<void> {
  await centre.cloud.http('POST', '/v1/identify', {
    headers: { authorization: `Basic ${Buffer.from('sk_local:').toString('base64')}` },
    body: { userId: 'ada', traits: { email: ada, phone } },
  });
  await centre.books(ada, 9);
}

/** She is told of it by the first of these channels. */
async function tells(channels: readonly string[]): Promise<void> {
  const { id: person } = await centre.get<{ id: string }>(`/v1/people/email:${ada}`);
  const [appointment] = await centre.runs(ada, 'appointment');
  const task = {
    kind: 'send',
    run: { id: appointment?.id, person, journey: 'appointment', version: 'v' },
    step: 'tell',
    visit: 99,
    events: {},
    template: 'service-status',
    channels,
    data: { bookingId: 'b-1', service: 'oil-change', status: 'ready' },
  };
  const Payload = Buffer.from(JSON.stringify(task));
  await centre.cloud.call('lambda', 'Invoke', { FunctionName: 'onward-send-message', Payload });
  await centre.cloud.settle();
}

describe('each function', () => {
  it.each(specs.map(({ name }) => [name]))('%s has a log in which its failures stand', async (name) => {
    const FunctionName = `onward-${name}`;
    centre.cloud.crash({ function: FunctionName, afterCall: 0 });
    await centre.cloud.call('lambda', 'Invoke', { FunctionName });
    expect(centre.cloud.logs(FunctionName).at(-1)?.text).toContain('Invoke Error');
  });

  it.each(['/forms/oil-change.js', '/'])('answers at its route: %s', async (path) => {
    expect((await centre.cloud.http('GET', path)).status).toBe(200);
  });
});

describe('what AWS’s services bring', () => {
  it.each([
    ['a bounce', 'bounce@simulator.amazonses.com', 'Email Bounced'],
    ['a complaint', 'complaint@simulator.amazonses.com', 'Email Complained'],
  ])('%s reaches the timeline, and nothing more is sent there', async (_, email, event) => {
    await centre.consents(email, 'email');
    await centre.claims(email);
    await centre.cloud.advance('PT1H');
    expect(await centre.events(email)).toContain(event);
    await centre.cloud.advance('P6D');
    expect(centre.inbox(email)).toEqual(['send-offer']);
  });

  it.each(['sms', 'whatsapp'] as const)(
    'what became of a message by %s reaches its record',
    async (channel) => {
      await books();
      await tells([channel]);
      expect(centre.cloud.messages({ channel })).toMatchObject([{ to: phone, step: 'tell' }]);
      const { items } = await centre.get<{ items: { properties: Readonly<Record<string, unknown>> }[] }>(
        `/v1/people/email:${ada}/timeline`,
      );
      expect(items.find(({ properties }) => properties.step === 'tell')?.properties).toMatchObject({
        channel,
        status: 'sent',
        deliveredAt: expect.any(String),
      });
    },
  );

  it('what people text reaches its topic', async () => {
    const { usage } = centre.cloud;
    const body = { channel: 'sms', from: '+16035550123', text: 'Is it ready?' };
    expect((await centre.cloud.http('POST', '/_local/inbound', { body })).status).toBe(200);
    expect(usage.snsPublishes).toBe(1);
  });

  it('the third soft bounce in a row reaches the timeline, and nothing more is sent there', async () => {
    await centre.books(ada, 40);
    const { id: person } = await centre.get<{ id: string }>(`/v1/people/email:${ada}`);
    const [mail] = centre.cloud.messages({ to: ada });
    const { Topics } = (await centre.cloud.call('sns', 'ListTopics', {})) as {
      Topics: { TopicArn: string }[];
    };
    const topic = Topics.find(({ TopicArn }) => TopicArn.endsWith('onward-email-feedback'));
    for (let bounced = 0; bounced < 3; bounced += 1) {
      const timestamp = new Date(centre.cloud.now()).toISOString();
      const tags = { person: [person], run: [mail?.run], step: [mail?.step], visit: ['0'] };
      const bounce = {
        bounceType: 'Transient',
        bounceSubType: 'MailboxFull',
        bouncedRecipients: [{ emailAddress: ada }],
        timestamp,
      };
      const Message = JSON.stringify({
        eventType: 'Bounce',
        mail: { timestamp, messageId: 'ses-1', tags },
        bounce,
      });
      await centre.cloud.call('sns', 'Publish', { TopicArn: topic?.TopicArn, Message });
      await centre.cloud.advance('PT1H');
    }
    expect((await centre.events(ada)).filter((name) => name === 'Email Bounced')).toHaveLength(3);
    await centre.appointment(ada, 'Appointment Cancelled', { bookingId: 'b-1' });
    expect(centre.inbox(ada)).toEqual(['send-confirmation']);
  });

  it('a timer that was pushed back is moved on in its first minute, and reaches the line in its own', async () => {
    await centre.consents(ada, 'email');
    const { id: person } = await centre.get<{ id: string }>(`/v1/people/email:${ada}`);
    const name = 'reminder';
    const timer = {
      person,
      name,
      at: '2026-11-23T17:00:00.000Z',
      event: { name: 'Reminder Due', properties: {} },
    };
    const minute = '2026-11-23T14:00';
    const items = [
      { ...timerKey(person, name), ...timer, minute, mark: 'm', written: 'w' },
      { ...timerHintKey(minute, person, name, 'm'), person, name, mark: 'm' },
    ];
    const { TableNames } = (await centre.cloud.call('dynamodb', 'ListTables')) as { TableNames: string[] };
    for (const item of items)
      await centre.cloud.call('dynamodb', 'PutItem', { TableName: TableNames[0], Item: marshall(item) });
    const Payload = Buffer.from(JSON.stringify({ minute }));
    await centre.cloud.call('lambda', 'Invoke', { FunctionName: 'onward-fire-timers', Payload });
    await centre.cloud.advance('PT2H');
    expect(await centre.events(ada)).not.toContain('Reminder Due');
    await centre.cloud.advance('PT1H');
    expect(await centre.events(ada)).toContain('Reminder Due');
  });
});

it('a run that broke is closed by its status event, before any sweep', async () => {
  centre.cloud.faults.add({ service: 'sesv2', error: 'MessageRejected', times: 6 });
  await centre.books(ada, 9);
  await centre.cloud.advance('PT20M');
  expect((await centre.runs(ada, 'appointment')).map(({ status }) => status)).toEqual(['failed']);
});

it('of two who turn out to be one, in the same journey each, one execution is stopped', async () => {
  for (const email of [ada, bob]) {
    await centre.consents(email, 'email');
    await centre.claims(email);
  }
  await centre.cloud.http('POST', `/v1/people/email:${ada}/merge`, {
    headers: { authorization: 'Bearer sk_local' },
    body: { other: `email:${bob}` },
  });
  await centre.cloud.settle();
  const stateMachineArn = 'arn:aws:states:us-east-1:123456789012:stateMachine:onward-oil-change-offer';
  const { executions } = (await centre.cloud.call('sfn', 'ListExecutions', { stateMachineArn })) as {
    executions: readonly { readonly status: string }[];
  };
  expect(executions.map(({ status }) => status).toSorted()).toEqual(['ABORTED', 'RUNNING']);
});

describe('relay-outbox', () => {
  it('can look for what was decided and not told', async () => {
    const call = { FunctionName: 'onward-relay-outbox', Payload: {} };
    expect(await centre.cloud.call('lambda', 'Invoke', call)).not.toHaveProperty('FunctionError');
  });

  it('is called every hour', async () => {
    await centre.consents(ada, 'email');
    const messages = [await messageTo(ada, 'Decided Untold', {})];
    const { TableNames } = (await centre.cloud.call('dynamodb', 'ListTables')) as { TableNames: string[] };
    const Item = marshall({ ...outboxKey('b-untold'), messages });
    await centre.cloud.call('dynamodb', 'PutItem', { TableName: TableNames[0], Item });
    await centre.cloud.advance('PT1H5M');
    expect(await centre.events(ada)).toContain('Decided Untold');
  });
});

describe('reconcile-audiences', () => {
  it('is called every day', async () => {
    await centre.cloud.advance('P1DT1H');
    const lines = centre.cloud.logs('onward-reconcile-audiences').map(({ text }) => text);
    expect(lines).toContainEqual(expect.stringContaining('"reconciled"'));
  });

  it('goes through the members of each audience, whenever it is called', async () => {
    await centre.consents(ada, 'email', 'ads');
    await centre.claims(ada);
    await centre.cloud.advance('P3D');
    const call = { FunctionName: 'onward-reconcile-audiences', Payload: {} };
    expect(await centre.cloud.call('lambda', 'Invoke', call)).not.toHaveProperty('FunctionError');
    const [told] = centre.cloud.logs('onward-reconcile-audiences').slice(-1);
    expect(JSON.parse(told?.text ?? '{}')).toMatchObject({ message: 'reconciled' });
  });
});

describe('a run that broke while nobody was told is found by the sweep', () => {
  const unsent = { service: 'sesv2', error: 'MessageRejected', times: 6 };
  beforeEach(() => centre.cloud.call('eventbridge', 'DisableRule', { Name: 'onward-close-runs' }));

  const closed = async (email: string, journey: string) => {
    await centre.cloud.advance('PT2H');
    return (await centre.runs(email, journey)).map(({ status }) => status);
  };

  it('of oil-change-offer', async () => {
    await centre.consents(ada, 'email');
    centre.cloud.faults.add(unsent);
    await centre.claims(ada);
    expect(await closed(ada, 'oil-change-offer')).toEqual(['failed']);
  });

  it('of confirm-consent', async () => {
    centre.cloud.faults.add(unsent);
    const consent = { channel: 'email', topic: 'news', wording: 'News, please', source: 'footer' };
    await centre.fromSite({ email: ada, event: 'Consent Given', properties: consent });
    expect(await closed(ada, 'confirm-consent')).toEqual(['failed']);
  });

  it('of next-channel', async () => {
    await books();
    await centre.cloud.http('POST', '/_local/phones', { body: { number: phone, whatsapp: 131026 } });
    centre.cloud.faults.add(unsent);
    await tells(['whatsapp', 'email']);
    expect(await closed(ada, 'next-channel')).toEqual(['failed']);
  });

  it('of refer-a-friend', async () => {
    await centre.consents(ada, 'email');
    centre.cloud.faults.add(unsent);
    await centre.appointment(ada, 'Review Submitted', { bookingId: 'b-1', stars: 5 });
    expect(await closed(ada, 'refer-a-friend')).toEqual(['failed']);
  });

  it('of points', async () => {
    await centre.consents(ada, 'email');
    await centre.appointment(ada, 'Review Submitted', { bookingId: 'b-1', stars: 5 });
    const [mail] = centre.cloud.messages({ to: ada });
    const code = /\/refer\/([\w-]+)/.exec(mail?.text ?? '')?.[1] ?? '';
    centre.cloud.faults.add(unsent);
    await centre.appointment(bob, 'Referral Redeemed', { code });
    expect(await closed(ada, 'points')).toEqual(['failed']);
  });

  const said = { channel: 'email', thread: 'thr_1', to: ada };
  const heard = { message: 'evt_1' };
  const at = { startsAt: '2026-11-26T15:00:00Z', timezone: 'America/New_York' };
  it.each([
    [
      'booking-by-reply',
      'Booking Offered',
      {
        ...said,
        ...heard,
        service: 'oil-change',
        times: [at.startsAt],
        timezone: at.timezone,
        until: at.startsAt,
        because: 'asked',
      },
    ],
    [
      'change-by-reply',
      'Appointment Change Asked',
      { ...said, ...heard, bookingId: 'b-1', service: 'oil-change', ...at },
    ],
    [
      'staff-alert',
      'Staff Alerted',
      { channel: 'email', thread: 'thr_1', ...heard, sentFrom: ada, sender: 'person', text: 'A question' },
    ],
  ])('of %s', async (journey, name, properties) => {
    await centre.consents(ada, 'email');
    centre.cloud.faults.add(unsent);
    await centre.cloud.call('sqs', 'SendMessage', {
      QueueUrl: await lineUrl(),
      MessageGroupId: ada,
      MessageDeduplicationId: journey,
      MessageBody: JSON.stringify(await messageTo(ada, name, properties)),
    });
    expect(await closed(ada, journey)).toEqual(['failed']);
  });

  it('of staff-answer', async () => {
    await centre.consents(ada, 'email');
    await centre.claims(ada);
    await new Correspondence(centre).writes(ada, { text: 'Do you have a courtesy car?' });
    const { items } = await centre.get<{ items: { id: string }[] }>('/v1/conversations');
    const { id, lastSeen } = await centre.get<{ id: string; lastSeen: string }>(
      `/v1/conversations/${items[0]?.id}`,
    );
    centre.cloud.faults.add(unsent);
    await centre.cloud.http('POST', `/v1/conversations/${id}/messages`, {
      headers: { authorization: 'Bearer sk_local' },
      body: { text: 'Yes, we do', lastSeen },
    });
    expect(await closed(ada, 'staff-answer')).toEqual(['failed']);
  });
});

describe('a confirmation', () => {
  const asks = async () => {
    const properties = { channel: 'email', topic: 'news', wording: 'News, please', source: 'footer' };
    await centre.fromSite({ email: ada, event: 'Consent Given', properties });
    await centre.cloud.settle();
  };
  const confirms = async () => {
    const [mail] = centre.cloud.messages({ to: ada });
    const link = /https?:\/\/\S+\/confirm\?\S+/.exec(mail?.text ?? '')?.[0] ?? '';
    await (await Page.open(centre, link)).send();
    await centre.cloud.settle();
  };
  const executions = async () => {
    const stateMachineArn = 'arn:aws:states:us-east-1:123456789012:stateMachine:onward-confirm-consent';
    const listed = await centre.cloud.call('sfn', 'ListExecutions', { stateMachineArn });
    return (listed as { executions: { status: string }[] }).executions.map(({ status }) => status);
  };
  const dies = () => centre.cloud.crash({ function: 'onward-run-step', afterCall: 0 });

  it('ends the execution that waits for it', async () => {
    await asks();
    await confirms();
    expect(await executions()).toEqual(['SUCCEEDED']);
  });

  it('ends one whose wait is registered only then', async () => {
    dies();
    await asks();
    await confirms();
    await centre.cloud.advance('PT1H');
    expect(await executions()).toEqual(['SUCCEEDED']);
  });

  it('is asked for again, at another address, by one whose wait is registered only then', async () => {
    const identify = (email: string) =>
      centre.cloud.http('POST', '/v1/identify', {
        headers: { authorization: `Basic ${Buffer.from('sk_local:').toString('base64')}` },
        body: { userId: 'ada', traits: { email } },
      });
    await identify(ada);
    dies();
    await asks();
    await identify('ada@new.example');
    await centre.cloud.settle();
    await asks();
    await centre.cloud.advance('PT1H');
    expect(centre.inbox('ada@new.example')).toEqual(['ask-to-confirm']);
  });
});

describe('a wait whose event came before it was registered', () => {
  it('is answered by the step itself, also where the event ends the run', async () => {
    await centre.consents(ada, 'email');
    // The coupon's step outlives a crash after its hundredth call; the wait's dies before it registers, and comes again.
    for (const afterCall of [100, 0]) centre.cloud.crash({ function: 'onward-run-step', afterCall });
    await centre.claims(ada);
    await centre.appointment(ada, 'Unsubscribed', {});
    await centre.cloud.advance('PT1H');
    const stateMachineArn = 'arn:aws:states:us-east-1:123456789012:stateMachine:onward-oil-change-offer';
    const { executions } = (await centre.cloud.call('sfn', 'ListExecutions', { stateMachineArn })) as {
      executions: { status: string }[];
    };
    expect(executions).toMatchObject([{ status: 'SUCCEEDED' }]);
  });

  it('is answered by the step itself', async () => {
    await centre.books(ada, 2);
    await centre.cloud.advance('P2DT1H');
    await centre.appointment(ada, 'Appointment Completed', { bookingId: 'b-1' });
    await centre.appointment(ada, 'Review Submitted', { bookingId: 'b-1', stars: 2 });
    await centre.cloud.advance('PT3H');
    expect(centre.inbox(ada)).toEqual(['send-confirmation', 'send-reminder', 'send-thanks', 'apologise']);
  });
});

describe('an unsubscribe while a message waits for the morning', () => {
  beforeEach(async () => {
    await centre.consents(ada, 'email');
    await centre.cloud.advance('PT14H'); // 23:00
  });

  const ended = async () => {
    const stateMachineArn = 'arn:aws:states:us-east-1:123456789012:stateMachine:onward-refer-a-friend';
    const { executions } = (await centre.cloud.call('sfn', 'ListExecutions', { stateMachineArn })) as {
      executions: { status: string }[];
    };
    return executions.map(({ status }) => status);
  };

  it('ends the run at once', async () => {
    await centre.appointment(ada, 'Review Submitted', { bookingId: 'b-1', stars: 5 });
    expect(await ended()).toEqual(['RUNNING']);
    await centre.appointment(ada, 'Unsubscribed', {});
    expect(await ended()).toEqual(['SUCCEEDED']);
  });

  it('ends it also where it came before the hold was registered', async () => {
    // The referral code's step outlives a crash after its hundredth call; the hold's dies before it registers, and comes again.
    for (const afterCall of [100, 0]) centre.cloud.crash({ function: 'onward-run-step', afterCall });
    await centre.appointment(ada, 'Review Submitted', { bookingId: 'b-1', stars: 5 });
    await centre.appointment(ada, 'Unsubscribed', {});
    await centre.cloud.advance('PT1H');
    expect(await ended()).toEqual(['SUCCEEDED']);
    expect(centre.inbox(ada)).toEqual([]);
  });
});
