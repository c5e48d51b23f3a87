import { describe, expect, it } from 'vitest';
import brandJson from '#brand' with { type: 'json' };
import centreJson from '#centre' with { type: 'json' };
import { parseCentre } from '../../../domain/centre/centre.ts';
import type { Channel, Message } from '../../../domain/channels/channel.ts';
import { wordsIn } from '../../../domain/channels/localised.ts';
import { pushChannel } from '../../../domain/channels/push/push.ts';
import { vapidKeySchema } from '../../../domain/channels/push/vapid.ts';
import { smsText } from '../../../domain/channels/sms/sms.ts';
import { socialChannel } from '../../../domain/channels/social/social.ts';
import { TextRenderer } from '../../../domain/channels/text-renderer.ts';
import { saidOnWhatsApp } from '../../../domain/channels/whatsapp/whatsapp-message.ts';
import { parseBrand } from '../../../domain/messages/brand.ts';
import { newProfile } from '../../../domain/people/fold.ts';
import type { Profile } from '../../../domain/people/profile.ts';
import { ownersPart } from '../../../infra/local-owner.ts';
import { PushedBrowser } from '../../../simulate/correspondence/browser.ts';
import { catalogue } from '../../../workflows/catalogue.ts';
import type { Template } from '../../../workflows/templates/define-template.ts';

const business = { brand: parseBrand(brandJson), centre: parseCentre(centreJson) };
const now = new Date('2026-11-23T14:00:00Z');
const at = now.toISOString();
const vapidKey = vapidKeySchema.parse(
  JSON.parse(ownersPart.Parameters.find(({ Name }) => Name === '/onward/vapid-key')?.LocalValue ?? '{}'),
);
const push = pushChannel({ ...business, key: async () => vapidKey });
const social = socialChannel({ ...business, page: async () => ({ accessToken: 'page' }) });

const personWith = (over: Partial<Profile>): Profile => ({
  ...newProfile('per_abcdefghijklmnopqrstuvwx', at),
  identifiers: { messenger: ['24680'] },
  pushSubscriptions: [{ endpoint: 'https://push.example/1', at, ...new PushedBrowser().keys }],
  ...over,
});
const someone = personWith({});

const messageOf = (template: Template, profile = someone): Message => ({
  template,
  task: {
    run: { id: 'run_1', person: profile.id, journey: 'appointment', version: 'v' },
    step: 'tell',
    visit: 0,
    data: template.sample,
  },
  run: { entry: { id: 'evt_1', seq: 1, name: 'Appointment Booked', at, properties: {} } },
  profile,
  to: 'there',
  links: { booking: 'https://on.example/book', unsubscribe: '', preferences: '', refer: '' },
  now,
});

const having = (channel: 'push' | 'social') => catalogue.templates.filter((each: Template) => each[channel]);

describe.each([
  ['push', push],
  ['social', social],
] as const)('what templates say by %s', (id, channel: Channel) => {
  it.each(having(id).map((template) => [template.id, template] as const))(
    '%s names nothing that it is not given, in each of its languages',
    async (_, template: Template) => {
      for (const locale of Object.keys(template[id] ?? {}))
        for (const traits of [{ locale }, { locale, firstName: 'Ada' }])
          expect(await channel.prepare(messageOf(template, personWith({ traits })))).toBeTypeOf('function');
    },
  );
});

describe('a notification', () => {
  const [template] = having('push') as readonly Template[];
  const saying = (body: string) =>
    push.prepare(
      messageOf({ ...template!, push: { default: { title: 'Ready', body, link: 'https://a.example' } } }),
    );

  it('is refused before it is sent where a push service would not take its length', async () => {
    await expect(saying('x'.repeat(4000))).rejects.toThrow(
      /^template "service-status": its notification has \d+ bytes; it may have 3993$/,
    );
  });

  it('is refused where it names what nobody gave', async () => {
    await expect(saying('{{ data.colour }}')).rejects.toThrow('colour');
  });
});

it('a message of the page is refused where it is too long', async () => {
  const [template] = having('social') as readonly Template[];
  const long = { ...template!, social: { default: 'x'.repeat(2001) } };
  await expect(social.prepare(messageOf(long))).rejects.toThrow(
    'template "oil-change-offer": 2001 characters; a page\'s message may have 2000',
  );
});

it.each([
  ['who states none', {}, 'Ihr Auto ist fertig'],
  ['who states another', { locale: 'en-US' }, 'Your car is ready'],
])('what a German business says is in the language for %s', (_, traits, words) => {
  const german = { ...business, brand: { ...business.brand, locale: 'de' } };
  const texts = { default: 'Your car is ready', de: 'Ihr Auto ist fertig' };
  const template: Template = {
    ...having('social')[0]!,
    kind: 'transactional',
    sms: texts,
    social: texts,
    whatsapp: { default: { text: texts.default }, de: { text: texts.de } },
  };
  const renderer = new TextRenderer(german.brand, german.centre);
  const message = messageOf(template, personWith({ traits }));
  expect(smsText(renderer, message, 'arn').text).toBe(words);
  expect(saidOnWhatsApp(renderer, message)).toEqual({ text: words });
  expect(renderer.wordsFor(texts, message.profile).words).toBe(words);
});

it.each([
  ['de-AT', 'österreichisch'],
  ['de_at', 'österreichisch'],
  ['de-CH', 'deutsch'],
  ['de', 'deutsch'],
  ['fr', 'english'],
  ['constructor', 'english'],
  [undefined, 'english'],
])('a text for %s is %s', (locale, text) => {
  const texts = { default: 'english', de: 'deutsch', 'de-AT': 'österreichisch' };
  expect(wordsIn(texts, locale).words).toBe(text);
});
