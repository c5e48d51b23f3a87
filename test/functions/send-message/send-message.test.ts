import { beforeEach, describe, expect, it } from 'vitest';
import { withdraw } from '../../../domain/consent/withdraw.ts';
import { messageOf } from '../../../domain/messages/message-token.ts';
import { qrPng } from '../../../domain/messages/qr/png.ts';
import { newProfile } from '../../../domain/people/fold.ts';
import { profileKey, runKey } from '../../../domain/records.ts';
import { marketing, person, run, SendMessageRig, staff, transactional } from './send-message-rig.ts';

let rig: SendMessageRig;
beforeEach(async () => {
  rig = await new SendMessageRig().begin();
});

describe('a message about an appointment', () => {
  const files = () => rig.emails.map(({ Content }) => Content?.Simple?.Attachments ?? []);
  const number = (file: Uint8Array | undefined) =>
    Number(/SEQUENCE:(\d+)/.exec(Buffer.from(file ?? []).toString())?.[1]);

  it('has a calendar file whose number rises with every visit', async () => {
    await rig.send(transactional);
    await rig.send({ ...transactional, template: 'appointment-rescheduled', step: 'new-time', visit: 3 });
    const [first, second] = files().map(([file]) => file);
    expect(first).toMatchObject({
      FileName: 'appointment.ics',
      ContentType: 'text/calendar; method=REQUEST; charset=utf-8',
      ContentDisposition: 'ATTACHMENT',
      ContentTransferEncoding: 'BASE64',
    });
    expect(number(second?.RawContent)).toBeGreaterThan(number(first?.RawContent));
  });

  it('has none where nothing in the calendar changes', async () => {
    await rig.send({ ...transactional, template: 'appointment-reminder' });
    await rig.send(marketing);
    expect(files()).toEqual([[], []]);
  });
});

describe('a message with a coupon', () => {
  const data = { code: 'OIL-7K3M-Q9TX', expiresAt: '2026-12-08T14:00:00.000Z' };

  it('shows the code as text, and as a QR code that mail programs show without asking', async () => {
    await rig.send({ ...marketing, data });
    const { Body, Attachments } = rig.emails[0]?.Content?.Simple ?? {};
    expect(Body?.Text?.Data).toContain('Your code: OIL-7K3M-Q9TX');
    expect(Body?.Html?.Data).toContain('src="cid:code"');
    expect(Attachments).toEqual([
      {
        FileName: 'code.png',
        ContentType: 'image/png',
        ContentDisposition: 'INLINE',
        ContentTransferEncoding: 'BASE64',
        ContentId: 'code',
        RawContent: Buffer.from(qrPng(data.code)),
      },
    ]);
  });

  it('does without where there is none', async () => {
    await rig.send(marketing);
    const { Body, Attachments } = rig.emails[0]?.Content?.Simple ?? {};
    expect(Body?.Html?.Data).not.toContain('cid:');
    expect(Attachments).toBeUndefined();
  });
});

describe('a marketing email', () => {
  it('goes to the person who consented, once, and says so on the record and in the run', async () => {
    expect(await rig.send(marketing)).toEqual({ status: 'sent' });
    expect(rig.emails).toHaveLength(1);
    expect(rig.emails[0]?.Destination).toEqual({ ToAddresses: ['ada@example.com'] });
    expect(await rig.record(marketing)).toMatchObject({
      status: 'sent',
      providerId: 'ses-1',
      template: 'oil-change-offer',
      kind: 'marketing',
      after: 7,
      claims: 1,
    });
    const { history, status } = await rig.runRecord();
    expect(history).toMatchObject([{ step: 'offer', outcome: 'sent' }]);
    expect(status).toBe('running');
  });

  it('costs three writes, the claim with its place in the contact log right before SES, with one last look at the person between them', async () => {
    await rig.send(marketing);
    expect(rig.calls.filter((call) => !/Get|Query/.test(call))).toEqual([
      'TransactWriteItems',
      'SendEmail',
      'UpdateItem',
      'UpdateItem',
    ]);
    const sent = rig.calls.indexOf('SendEmail');
    expect(rig.calls.slice(sent - 2, sent)).toEqual(['TransactWriteItems', 'GetItem']);
  });

  it('has the two headers of one-click unsubscribe, the brand as its sender, and tags that name its record', async () => {
    await rig.send(marketing);
    const [email] = rig.emails;
    expect(email?.FromEmailAddress).toBe('"Harbour Auto Care" <hello@harbour-auto-care.example>');
    expect(email?.ConfigurationSetName).toBe('onward');
    expect(email?.EmailTags).toEqual([
      { Name: 'person', Value: person },
      { Name: 'run', Value: run },
      { Name: 'step', Value: 'offer' },
      { Name: 'visit', Value: '0' },
    ]);
    const headers = email?.Content?.Simple?.Headers ?? [];
    expect(headers[0]?.Value).toMatch(/^<https:\/\/on\.example\/unsubscribe\?t=[\w.-]+>$/);
    expect(headers[1]).toEqual({ Name: 'List-Unsubscribe-Post', Value: 'List-Unsubscribe=One-Click' });
  });

  it('tells in its links of which message they are, and to web analytics where they come from', async () => {
    await rig.send(marketing);
    const { Html, Text } = rig.emails[0]?.Content?.Simple?.Body ?? {};
    const hrefs = [...(Html?.Data ?? '').matchAll(/<a[^>]* href="([^"]*)"/g)].map(([, href]) =>
      (href ?? '').replaceAll('&amp;', '&'),
    );
    expect(hrefs).toHaveLength(4);
    for (const href of hrefs) {
      const { searchParams } = new URL(href);
      expect(Object.fromEntries(searchParams)).toMatchObject({
        utm_source: 'onward',
        utm_medium: 'email',
        utm_campaign: 'oil-change-offer',
        utm_content: 'offer',
      });
      const told = messageOf('k'.repeat(32), searchParams.get('m') ?? '', new Date());
      expect(told).toEqual({ person, message: { run, step: 'offer', visit: 0 } });
      expect(href).not.toContain('ada');
      expect(Text?.Data).toContain(`: ${href}\n`);
    }
  });

  it('that cannot be put into words is on record as failed, and stays unsent', async () => {
    const wrong = { ...transactional, data: { ...transactional.data, startsAt: 'soon' } };
    await expect(rig.send(wrong)).rejects.toMatchObject({
      name: 'MessageNotComposed',
      message: expect.stringContaining('startsAt'),
    });
    expect(rig.emails).toEqual([]);
    expect(await rig.record(wrong)).toMatchObject({
      status: 'failed',
      reason: expect.stringContaining('startsAt'),
    });
    expect(await rig.send(transactional)).toEqual({ status: 'sent' });
  });

  it('is skipped, on the record and in the run, when there is no consent', async () => {
    await rig.profile({ consents: {} });
    expect(await rig.send(marketing)).toEqual({ status: 'skipped', reason: 'no-consent' });
    expect(rig.emails).toEqual([]);
    expect(await rig.record(marketing)).toMatchObject({ status: 'skipped', reason: 'no-consent' });
    expect((await rig.runRecord()).history).toMatchObject([{ outcome: 'skipped: no-consent' }]);
  });

  it('is skipped from the instant of an unsubscribe', async () => {
    await rig.table.put(withdraw(await rig.readProfile(), {}, '2026-11-17T00:00:00.000Z', 'one-click'));
    expect(await rig.send(marketing)).toEqual({ status: 'skipped', reason: 'unsubscribed' });
  });

  it('is not sent when the person unsubscribes while it is made ready, and of two at once neither', async () => {
    const other = { ...marketing, step: 'last-chance' };
    let left = false;
    rig.before = (call) => {
      if (call !== 'TransactWriteItems' || left) return;
      left = true;
      void rig.profile({ version: 1, consents: {}, unsubscribedAt: '2026-11-17T00:00:00.000Z' });
    };
    const results = await Promise.all([rig.send(marketing), rig.send(other)]);
    const unsubscribed = { status: 'skipped', reason: 'unsubscribed' };
    expect(results).toEqual([unsubscribed, unsubscribed]);
    expect(rig.emails).toEqual([]);
    expect(await rig.record(marketing)).toMatchObject(unsubscribed);
  });

  it('is not sent when the person is erased while it is made ready', async () => {
    rig.before = (call) => {
      if (call === 'TransactWriteItems') void rig.table.delete(profileKey(person));
    };
    expect(await rig.send(marketing)).toEqual({ status: 'skipped', reason: 'no-address' });
    expect(rig.emails).toEqual([]);
  });

  it('once skipped stays skipped when the step is tried again', async () => {
    await rig.profile({ consents: {} });
    await rig.send(marketing);
    await rig.profile({});
    expect(await rig.send(marketing)).toEqual({ status: 'skipped', reason: 'no-consent' });
  });

  it('is sent again by another visit of the same step', async () => {
    await rig.send(marketing);
    await rig.send({ ...marketing, visit: 2 });
    expect(rig.emails).toHaveLength(2);
  });
});

describe('a transactional email', () => {
  it('goes out without consent and without a way out that it needs not', async () => {
    await rig.profile({ consents: {}, unsubscribedAt: '2026-11-17T00:00:00.000Z' });
    expect(await rig.send(transactional)).toEqual({ status: 'sent' });
    const [email] = rig.emails;
    expect(email?.Content?.Simple?.Headers).toBeUndefined();
    expect(email?.Content?.Simple?.Subject?.Data).toBe(
      'Booked: Oil change, Tuesday 24 November 2026, 9:00 am EST',
    );
  });

  it('is skipped without an address', async () => {
    await rig.profile({ identifiers: {} });
    expect(await rig.send(transactional)).toEqual({ status: 'skipped', reason: 'no-address' });
  });
});

it('a staff notice goes to the staff, whatever the customer may receive', async () => {
  await rig.profile({ consents: {}, identifiers: {} });
  expect(await rig.send(staff)).toEqual({ status: 'sent' });
  expect(rig.emails[0]?.Destination).toEqual({ ToAddresses: ['front-desk@harbour-auto-care.example'] });
});

describe('a run', () => {
  it('is completed by its last message', async () => {
    await rig.send({ ...marketing, last: true });
    expect((await rig.runRecord()).status).toBe('completed');
  });

  it('whose last message was sent answers the same when the answer was lost', async () => {
    await rig.send({ ...marketing, last: true });
    expect(await rig.send({ ...marketing, last: true })).toEqual({ status: 'sent' });
    expect(rig.emails).toHaveLength(1);
  });

  it('that is over sends nothing', async () => {
    await rig.table.update(runKey(person, run), 'SET #status = :stopped', {
      names: { '#status': 'status' },
      values: { ':stopped': 'stopped' },
    });
    await expect(rig.send(marketing)).rejects.toMatchObject({ name: 'Exited' });
    expect(rig.emails).toEqual([]);
  });
});

it('an unknown template is named, with those that are known', async () => {
  await expect(rig.send({ ...marketing, template: 'oil' })).rejects.toThrow(
    /^offer: unknown template "oil"; known: oil-change-offer, /,
  );
});

it('a log line has ids and no address', async () => {
  await rig.send(marketing);
  expect(rig.lines).toEqual([
    { run, person, step: 'offer', visit: 0, template: 'oil-change-offer', status: 'sent' },
  ]);
});

it('a profile without a name is greeted all the same', async () => {
  await rig.profile({ traits: {}, createdAt: newProfile(person, '2026-11-01T00:00:00.000Z').createdAt });
  await rig.send(marketing);
  expect(rig.emails[0]?.Content?.Simple?.Body?.Text?.Data).toMatch(/^Hello,$/m);
});
