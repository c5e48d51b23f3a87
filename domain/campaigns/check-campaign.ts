import { checkEvent } from '../../workflows/events/index.ts';
import { matches } from '../../workflows/filter.ts';
import type { Journey } from '../../workflows/journey.ts';
import { complaints, quote } from '../../workflows/sentences.ts';
import { channelsOf, type Template } from '../../workflows/templates/define-template.ts';
import { topics } from '../../workflows/topics.ts';
import type { CampaignDocument, CampaignMessage, Variant } from './campaign.ts';
import { checkWords } from './words.ts';

/** What campaigns may name. */
export interface Offered {
  readonly templates: readonly Template[];
  readonly journeys: readonly Journey[];
}

/** Something wrong with a campaign: the field, and a sentence that begins with it. */
export interface CampaignFault {
  readonly field: string;
  readonly reason: string;
}

type Told = { readonly at: string; readonly what: string };

/** What is wrong with a campaign beyond its form, in its own order: whatever would stop it when it is sent. */
export const checkCampaign = (
  { variants }: Pick<CampaignDocument, 'variants'>,
  offered: Offered,
): readonly CampaignFault[] =>
  variants.flatMap((variant, index) =>
    faultsOf(variant, offered).map(({ at, what }) => {
      const field = `variants.${index}.${at}`;
      return { field, reason: `${field}: ${what}` };
    }),
  );

const faultsOf = ({ send, enter }: Variant, offered: Offered): readonly Told[] => [
  ...(send ? messageFaults(send, offered) : []),
  ...(enter ? requestFaults(enter, offered) : []),
];

function messageFaults(message: CampaignMessage, { templates }: Offered): readonly Told[] {
  const marketing = templates.filter(({ kind }) => kind === 'marketing');
  const template = marketing.find(({ id }) => id === message.template);
  if (template?.kind !== 'marketing')
    return [
      {
        at: 'send.template',
        what: `unknown marketing template ${quote(message.template)}; known: ${marketing.map(({ id }) => id).join(', ')}`,
      },
    ];
  return [
    ...topicFaults(message, template),
    ...channelFaults(message, template),
    ...dataFaults(message, template),
  ];
}

function topicFaults(
  { topic }: CampaignMessage,
  template: Template & { kind: 'marketing' },
): readonly Told[] {
  const at = 'send.topic';
  const known = Object.keys(topics).join(', ');
  if (template.words && topic === undefined)
    return [
      { at, what: `missing; say what the letter is about, so that only who agreed to it gets it: ${known}` },
    ];
  if (topic !== undefined && !Object.hasOwn(topics, topic))
    return [{ at, what: `unknown topic ${quote(topic)}; known: ${known}` }];
  if (!template.words && topic !== undefined && topic !== template.topic)
    return [{ at, what: `the template "${template.id}" is about "${template.topic}"; leave the topic out` }];
  return [];
}

function channelFaults({ channels, data }: CampaignMessage, template: Template): readonly Told[] {
  const words = channelsOf(template);
  return channels.flatMap((channel, index) => {
    const at = `send.channels.${index}`;
    if (!words.includes(channel))
      return [
        { at, what: `the template "${template.id}" has nothing for ${channel}; it has ${words.join(', ')}` },
      ];
    if (channels.indexOf(channel) !== index) return [{ at, what: `names ${channel} twice; once is enough` }];
    if (template.words && channel === 'sms' && typeof data.text !== 'string')
      return [{ at: 'send.data.text', what: 'missing; it is what a text message says' }];
    return [];
  });
}

function dataFaults({ data }: CampaignMessage, template: Template): readonly Told[] {
  const known = Object.keys(template.data.shape);
  const unknown = Object.keys(data)
    .filter((name) => !known.includes(name))
    .map((name) => ({
      at: `send.data.${name}`,
      what: `"${template.id}" asks for no such value; it asks for ${known.join(', ') || 'none'}`,
    }));
  const parsed = template.data.safeParse(data);
  const wrong = parsed.success
    ? []
    : complaints(parsed.error, data).map(({ field, reason }) => ({
        at: `send.data.${field}`,
        what: reason.slice(field === '' ? 0 : field.length + 2),
      }));
  if (!template.words || unknown.length + wrong.length > 0) return [...unknown, ...wrong];
  return [
    ...checkWords(data).map(({ path, reason }) => ({ at: `send.data.${path}`, what: reason })),
    ...linkFaults(data.buttonLink),
  ];
}

/**
 * A link begins with one of ours as it is, which is known when it is sent, or with a host: nothing that is put in, and no filter,
 * may make it a script's or lead to where a person's traits say.
 */
const leads =
  /^(\{\{-? *links\.\w+ *-?\}\}|\{\{-? *brand\.website *-?\}\}(?=[/?#]|$)|https?:\/\/[^\s/?#{@\\]+(?=[/?#]|$))/;

const linkFaults = (link: unknown): readonly Told[] =>
  typeof link !== 'string' || leads.test(link)
    ? []
    : [
        {
          at: 'send.data.buttonLink',
          what: `${quote(link)} leads nowhere; give an https address, or one of ours such as {{ links.booking }}`,
        },
      ];

function requestFaults(
  { journey: id, properties }: NonNullable<Variant['enter']>,
  { journeys }: Offered,
): readonly Told[] {
  const open = journeys.filter(({ retired }) => !retired);
  const journey = open.find((each) => each.id === id);
  if (!journey)
    return [
      {
        at: 'enter.journey',
        what: `unknown journey ${quote(id)}; known: ${open.map((each) => each.id).join(', ')}`,
      },
    ];
  const { event, where } = journey.entry;
  const checked = checkEvent(event, properties, 'server');
  if (!checked.ok)
    return [
      { at: `enter.properties.${checked.field}`, what: checked.reason.slice(checked.field.length + 2) },
    ];
  if (!matches({ event, ...(where && { where }) }, { name: event, properties: checked.properties }))
    return [
      { at: 'enter.properties', what: `"${id}" is entered by ${event} where ${JSON.stringify(where)}` },
    ];
  return [];
}
