import brandJson from '#brand' with { type: 'json' };
import centreJson from '#centre' with { type: 'json' };
import messagingJson from '#messaging' with { type: 'json' };
import { parseCentre } from '../domain/centre/centre.ts';
import { mayReceive } from '../domain/consent/may-receive.ts';
import { textAt } from '../domain/consent/text-at.ts';
import { parseBrand } from '../domain/messages/brand.ts';
import { linksFor } from '../domain/messages/links.ts';
import { newProfile } from '../domain/people/fold.ts';
import type { Profile } from '../domain/people/profile.ts';
import { parseMessaging } from '../domain/timing/messaging.ts';
import { SendTimes } from '../domain/timing/send-times.ts';
import { channelsOver } from '../functions/send-message/channels.ts';
import type { MessageTask } from '../workflows/task.ts';
import type { Template } from '../workflows/templates/define-template.ts';
import { templates } from '../workflows/templates/index.ts';
import type { Figure } from './figure.ts';

const messages = 5_000;
const now = new Date('2026-11-23T14:00:00Z');
const at = '2026-11-20T14:00:00.000Z';

/** A third each is known by their time zone, by their phone number, and by their address. */
const people: readonly Profile[] = [
  { traits: { firstName: 'Ada', timezone: 'America/Chicago' } },
  { traits: { firstName: 'Bob' }, identifiers: { phone: ['+16035550100'] } },
  { traits: { firstName: 'Cy', address: { country: 'US', state: 'TN' } } },
].map(({ traits, identifiers }, index) => ({
  ...newProfile(`per_abcdefghijklmnopqrstuvw${'abc'[index]}`, at),
  traits,
  identifiers: { email: [`visitor-${index}@example.com`], ...identifiers },
  consents: { 'email/offers': { state: 'given', at } },
}));

/** Everybody was sent one message lately. */
const table = {
  get: async <T>() =>
    ({ version: 1, contacts: [{ kind: 'marketing', channel: 'email', at, message: 'MESSAGE#' }] }) as T,
  query: async function* <T>(): AsyncGenerator<T, void, undefined> {
    yield* [];
  },
};

const taskFor = (template: Template, { id }: Profile): MessageTask => ({
  kind: 'sendEmail',
  run: { id: 'run_bench', person: id, journey: 'bench', version: 'v' },
  step: template.id,
  visit: 1,
  events: {},
  template: template.id,
  data: template.sample,
  holds: true,
});

/** What `send-message` does between its reads and its claim: may the person be sent this, is this the moment, and the rendered message. */
export async function decisions(): Promise<Figure[]> {
  const brand = parseBrand(brandJson);
  const times = new SendTimes(table, parseMessaging(messagingJson), brand.timezone);
  const [channel] = channelsOver({
    business: { brand, centre: parseCentre(centreJson) },
    settings: { part: () => async () => undefined },
    email: {
      sender: 'hello@harbour-auto-care.example',
      configurationSet: 'onward',
      sendEmail: async () => '',
    },
    vapidKey: async () => undefined,
  });
  const forPeople = templates.filter((template) => template.kind !== 'staff');
  const entry = { id: 'evt_1', seq: 1, name: 'Offer Claimed', at, properties: {} };

  const decideAndRender = async (index: number): Promise<void> => {
    const profile = people[index % people.length]!;
    const template = forPeople[index % forPeople.length]!;
    const { kind } = template;
    const address = channel?.addressOf(profile);
    const topic = template.kind === 'marketing' ? template.topic : undefined;
    const permission = mayReceive({ profile, kind, channel: 'email', address, topic, now });
    const task = taskFor(template, profile);
    const time = await times.choose({ task, kind, channel: 'email', profile, found: undefined, now });
    if ('skipped' in permission || time.kind !== 'now') throw new Error(`${template.id}: was to be sent`);
    const bookingId = textAt(task.data, 'bookingId');
    const links = linksFor(
      profile.id,
      { key: 'k'.repeat(32), publicUrl: 'https://on.example', bookingUrl: brand.bookingUrl, bookingId },
      now,
    );
    channel?.prepare({ template, task, run: { entry }, profile, to: address ?? '', links, now });
  };

  for (let index = 0; index < messages / 10; index += 1) await decideAndRender(index);
  const before = process.cpuUsage();
  for (let index = 0; index < messages; index += 1) await decideAndRender(index);
  const { user, system } = process.cpuUsage(before);
  return [
    {
      name: `messages decided and rendered, over ${forPeople.length} templates`,
      value: messages / ((user + system) / 1_000_000),
      unit: 'a second of a core',
    },
  ];
}
