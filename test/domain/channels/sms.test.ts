import type { SendTextMessageRequest } from '@aws-sdk/client-pinpoint-sms-voice-v2';
import { beforeEach, describe, expect, it } from 'vitest';
import { plainText, segmentsOf } from '../../../domain/channels/sms/segments.ts';
import { smsChannel, smsText } from '../../../domain/channels/sms/sms.ts';
import { TextRenderer } from '../../../domain/channels/text-renderer.ts';
import type { Template } from '../../../workflows/templates/define-template.ts';
import { templates } from '../../../workflows/templates/index.ts';
import { aMessage, business, sdkError } from './a-message.ts';

const number = 'arn:aws:sms-voice:us-east-1:123456789012:phone-number/phone-1';

let sent: SendTextMessageRequest[];
let trouble: Error | undefined;
let kept: object[];
let away: Error | undefined;
beforeEach(() => {
  kept = [];
  away = undefined;
  sent = [];
  trouble = undefined;
});

const channel = (sender = number) =>
  smsChannel({
    ...business,
    sender,
    configurationSet: 'onward',
    shortLinks: {
      keep: async (person, links) => {
        if (away) throw away;
        kept.push(...links.map((link) => ({ person, ...link })));
      },
    },
    sendText: async (request) => {
      sent.push(request);
      if (trouble) throw trouble;
      return 'text-1';
    },
  });
const send = async (over: Parameters<typeof aMessage>[0] = {}, sender = number) => {
  const deliver = await channel(sender).prepare(aMessage(over));
  return deliver();
};

describe('a text', () => {
  it('names the record of its message, and how long it is worth reading', async () => {
    expect(await send()).toEqual({ kind: 'sent', providerId: 'text-1' });
    expect(sent).toEqual([
      {
        DestinationPhoneNumber: '+14155550123',
        OriginationIdentity: number,
        MessageBody: expect.stringMatching(/^Harbour Auto Care: your car is ready\./),
        MessageType: 'TRANSACTIONAL',
        ConfigurationSetName: 'onward',
        TimeToLive: 86_400,
        Context: {
          person: 'per_abcdefghijklmnopqrstuvwx',
          run: 'run_abcdefghijklmnopqrstuvwx_abcdefghijklmnop',
          step: 'tell',
          visit: '3',
        },
      },
    ]);
  });

  it("is in the person's language", async () => {
    await send({ profile: { traits: { locale: 'de_AT' } } });
    expect(sent[0]?.MessageBody).toBe(
      'Harbour Auto Care: Ihr Auto ist fertig: Ölwechsel. Kommen Sie vorbei, wann es Ihnen passt.',
    );
  });

  it.each([
    ['de', 'am Dienstag, 24. November 2026 um 9:00 EST'],
    ['fr', 'on Tuesday 24 November 2026, 9:00 am EST'],
  ])('tells dates in the language of its words, not of who reads them: %s', async (locale, when) => {
    const at = "{{ '2026-11-24T14:00:00Z' | local_time }}";
    await send({
      template: { sms: { default: `on ${at}`, de: `am ${at}` } },
      profile: { traits: { locale } },
    });
    expect(sent[0]?.MessageBody).toBe(when);
  });

  it.each([
    ['en', 'Reply STOP to end'],
    ['de-DE', 'Abmelden: Antwort STOP'],
    ['fr', 'Répondez STOP pour arrêter'],
  ])('of marketing ends with how to leave: %s', async (locale, line) => {
    await send({
      template: { kind: 'marketing', topic: 'offers', sms: { default: '20% off' } },
      profile: { traits: { locale } },
    });
    expect(sent[0]).toMatchObject({ MessageBody: `20% off\n${line}`, MessageType: 'PROMOTIONAL' });
  });

  it('of marketing from a sender that nobody can answer ends with a link', async () => {
    const template = { kind: 'marketing', topic: 'offers', sms: { default: '20% off' } } as const;
    await send({ template }, 'arn:aws:sms-voice:eu-central-1:123456789012:sender-id/HARBOUR/DE');
    expect(sent[0]?.MessageBody).toBe('20% off\nStop: https://on.example/preferences?t=x');
  });

  it('has short links that stand for those that tell of it', async () => {
    const tracking = {
      pages: 'https://on.example',
      hosts: ['on.example', 'garage.example'],
      utm: { utm_medium: 'sms' },
      m: 'token',
    };
    const sms = {
      default: 'Book: https://on.example/book?t=x, see https://garage.example. Not https://b.example',
    };
    await send({ tracking, template: { sms } });
    const [, booking, site] =
      /^Book: https:\/\/on\.example\/l\/(\w{16}), see https:\/\/on\.example\/l\/(\w{16})\. Not https:\/\/b\.example$/.exec(
        sent[0]?.MessageBody ?? '',
      ) ?? [];
    const person = 'per_abcdefghijklmnopqrstuvwx';
    expect(kept).toEqual([
      { person, code: booking, to: 'https://on.example/book?t=x&utm_medium=sms&m=token' },
      { person, code: site, to: 'https://garage.example/?utm_medium=sms&m=token' },
    ]);
  });

  it('does not go while its links cannot be kept', async () => {
    away = sdkError('ProvisionedThroughputExceededException', 400);
    expect(await send()).toMatchObject({ kind: 'later' });
    expect(sent).toEqual([]);
  });

  it('is refused before it is sent where it is too long, or names what nobody gave', async () => {
    await expect(send({ template: { sms: { default: 'x'.repeat(1601) } } })).rejects.toThrow(
      'template "service-status": its text has 1601 characters; AWS takes 1600',
    );
    await expect(send({ template: { sms: { default: '{{ data.colour }}' } } })).rejects.toThrow(
      /data\.colour/,
    );
    expect(sent).toEqual([]);
  });

  it.each([
    ['gone', sdkError('ConflictException', 400, { Reason: 'DESTINATION_PHONE_NUMBER_OPTED_OUT' })],
    ['refused', sdkError('ConflictException', 400, { Reason: 'DESTINATION_PHONE_NUMBER_NOT_VERIFIED' })],
    ['refused', sdkError('ValidationException', 400, { Reason: 'DESTINATION_COUNTRY_BLOCKED' })],
    ['refused', sdkError('ServiceQuotaExceededException', 400)],
    ['refused', sdkError('AccessDeniedException', 400)],
    ['later', sdkError('ThrottlingException', 400)],
    ['later', Object.assign(sdkError('Error'), { code: 'ENOTFOUND' })],
    ['unknown', sdkError('InternalServerException', 500)],
    ['unknown', sdkError('TimeoutError')],
    ['unknown', Object.assign(sdkError('Error'), { code: 'ECONNRESET' })],
  ])('is %s when AWS says %s', async (kind, error) => {
    trouble = error;
    expect(await send()).toMatchObject({ kind, reason: `${error.name}: as AWS words it` });
    expect(sent).toHaveLength(1);
  });
});

describe('segments', () => {
  it.each([
    ['', 1],
    ['x'.repeat(160), 1],
    ['x'.repeat(161), 2],
    ['x'.repeat(306), 2],
    ['x'.repeat(307), 3],
    ['€'.repeat(80), 1],
    ['€'.repeat(81), 2],
    ['ж'.repeat(70), 1],
    ['ж'.repeat(71), 2],
    ['😀'.repeat(35), 1],
    ['😀'.repeat(36), 2],
  ])('are counted as carriers cut: %#', (text, count) => expect(segmentsOf(text)).toBe(count));

  it('stay few where typography has plain characters', () => {
    expect(plainText('Can’t make it? “No” – fine…\u00a0Bye')).toBe('Can\'t make it? "No" - fine... Bye');
  });
});

describe.each(
  templates.filter((template: Template) => template.sms).map((template) => [template.id, template] as const),
)('the text of %s', (_id, template: Template) => {
  it.each(Object.keys(template.sms ?? {}))('fits into two segments, whoever reads it: %s', (locale) => {
    for (const firstName of [undefined, 'Maximilian-Alexander']) {
      const message = aMessage({ template, profile: { traits: { locale, firstName } } });
      const task = { ...message.task, data: template.sample };
      const texts = new TextRenderer(business.brand, business.centre);
      expect(segmentsOf(smsText(texts, { ...message, task }, number).text)).toBeLessThanOrEqual(2);
    }
  });
});
