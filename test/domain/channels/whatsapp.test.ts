import type { SendWhatsAppMessageInput } from '@aws-sdk/client-socialmessaging';
import { beforeEach, describe, expect, it } from 'vitest';
import { whatsappChannel } from '../../../domain/channels/whatsapp/whatsapp.ts';
import type { ApprovedTemplate } from '../../../workflows/templates/channel-content.ts';
import type { Template } from '../../../workflows/templates/define-template.ts';
import { aMessage, business, sdkError } from './a-message.ts';

const sender = 'arn:aws:social-messaging:us-east-1:123456789012:phone-number-id/1';
const text = { default: { text: 'It is ready.' } };
const wrote = (at: string) => ({ lastInbound: { whatsapp: at } });

let sent: SendWhatsAppMessageInput[];
let trouble: Error | undefined;
beforeEach(() => {
  sent = [];
  trouble = undefined;
});

const channel = whatsappChannel({
  ...business,
  sender,
  sendWhatsApp: async (request) => {
    sent.push(request);
    if (trouble) throw trouble;
    return 'message-1';
  },
});
const send = async (over: Parameters<typeof aMessage>[0] = {}) => (await channel.prepare(aMessage(over)))();
const told = () => JSON.parse(new TextDecoder().decode(sent[0]?.message));

describe('a message', () => {
  it('is the approved template with its values, and names the record of its message', async () => {
    expect(await send()).toEqual({ kind: 'sent', providerId: 'message-1' });
    expect(sent[0]).toMatchObject({ originationPhoneNumberId: sender, metaApiVersion: 'v20.0' });
    expect(told()).toEqual({
      messaging_product: 'whatsapp',
      recipient_type: 'individual',
      to: '+14155550123',
      type: 'template',
      template: {
        name: 'service_status',
        language: { code: 'en' },
        components: [
          {
            type: 'body',
            parameters: [
              { type: 'text', text: 'Harbour Auto Care' },
              { type: 'text', text: 'Oil change' },
              { type: 'text', text: 'done, and your car is ready' },
            ],
          },
        ],
      },
      biz_opaque_callback_data:
        '{"person":"per_abcdefghijklmnopqrstuvwx","run":"run_abcdefghijklmnopqrstuvwx_abcdefghijklmnop","step":"tell","visit":"3"}',
    });
  });

  it('has links that tell of it, in approved words and in free ones', async () => {
    const tracking = {
      pages: 'https://on.example',
      hosts: ['garage.example'],
      utm: { utm_medium: 'whatsapp' },
      m: 'token',
    };
    const approved = { name: 't', language: 'en', body: '{{1}}', parameters: ['https://garage.example'] };
    const link = 'https://garage.example/?utm_medium=whatsapp&m=token';
    await send({ tracking, template: { whatsapp: { default: { template: approved } } } });
    expect(told().template.components[0].parameters).toEqual([{ type: 'text', text: link }]);
    sent = [];
    const free = { default: { text: 'Here: https://garage.example.' } };
    await send({ tracking, template: { whatsapp: free }, profile: wrote('2026-11-16T08:00:00Z') });
    expect(told().text.body).toBe(`Here: ${link}.`);
  });

  it('is free text while the person may be written to freely', async () => {
    const { whatsapp } = aMessage().template;
    const both = {
      default: { ...whatsapp!.default, text: 'It is ready, {{ person.firstName }}.' },
    } as Template['whatsapp'];
    await send({ template: { whatsapp: both }, profile: wrote('2026-11-15T09:06:00Z') });
    expect(told()).toMatchObject({ type: 'text', text: { body: 'It is ready, Ada.' } });
    sent = [];
    await send({ template: { whatsapp: both }, profile: wrote('2026-11-15T09:04:00Z') });
    expect(told()).toMatchObject({ type: 'template' });
  });

  it.each([
    ['window-closed', {}],
    ['window-closed', wrote('2026-11-15T09:05:00Z')],
    [undefined, wrote('2026-11-15T09:05:01Z')],
  ])(
    'of words that nobody approved goes within 24 hours of the person’s own alone: %s',
    (reason, profile) => {
      expect(channel.closed?.(aMessage({ template: { whatsapp: text }, profile }))).toBe(reason);
    },
  );

  it('may go at any time by its template', () => {
    expect(channel.closed?.(aMessage())).toBeUndefined();
  });

  it('of marketing ends with how to leave, where its words are free', async () => {
    await send({
      template: { kind: 'marketing', topic: 'offers', whatsapp: text },
      profile: wrote('2026-11-16T08:00:00Z'),
    });
    expect(told().text.body).toBe('It is ready.\nReply STOP to end');
  });

  it('is refused before it is sent where a value is empty, which Meta does not take', async () => {
    const template: ApprovedTemplate = {
      name: 't',
      language: 'en',
      body: '{{1}}',
      parameters: ['{{ data.bookingId | slice: 0, 0 }}'],
    };
    await expect(send({ template: { whatsapp: { default: { template } } } })).rejects.toThrow(
      'template "service-status": {{1}} of WhatsApp\'s "t" is empty, which Meta does not take',
    );
  });

  it.each([
    ['refused', sdkError('ValidationException', 400)],
    ['refused', sdkError('ResourceNotFoundException', 404)],
    ['refused', sdkError('AccessDeniedByMetaException', 403)],
    ['later', sdkError('ThrottledRequestException', 429)],
    ['later', sdkError('LimitExceededException', 402)],
    ['unknown', sdkError('InternalServiceException', 500)],
    ['unknown', sdkError('DependencyException', 502)],
    ['unknown', sdkError('TimeoutError')],
  ])('is %s when AWS says %s', async (kind, error) => {
    trouble = error;
    expect(await send()).toMatchObject({ kind });
  });
});
