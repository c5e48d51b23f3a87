import type { ChannelId } from '../../workflows/channels.ts';
import type { CampaignDocument } from './campaign.ts';
import { holdOut } from './names.ts';

/** List prices in US dollars, us-east-1, of November 2026; see the README's price part for their sources. */
const prices = {
  email: { what: 'emails (SES)', dollars: 0.16 / 1_000 },
  /** To a phone in the United States, one part, without the carrier's fee of $0.003 to $0.005. */
  sms: { what: 'text messages (End User Messaging, United States, one part)', dollars: 0.00883 },
  /** A marketing conversation in the United States, Meta's fee included. */
  whatsapp: { what: 'WhatsApp marketing messages (United States)', dollars: 0.03 },
  transitions: { what: 'state transitions (Step Functions)', dollars: 0.025 / 1_000 },
  writeUnits: { what: 'write units (DynamoDB on demand)', dollars: 0.625 / 1_000_000 },
  readUnits: { what: 'read units (DynamoDB on demand)', dollars: 0.125 / 1_000_000 },
  invocations: { what: 'function calls (Lambda)', dollars: 0.2 / 1_000_000 },
  gbSeconds: { what: 'GB-seconds (Lambda, arm64)', dollars: 0.0000133334 },
  sqs: { what: 'requests (SQS FIFO)', dollars: 0.5 / 1_000_000 },
} as const;

type Priced = keyof typeof prices;

/**
 * What a run takes of each, and what one person does: measured in the local cloud over a campaign by email with its delivery
 * (`test/journeys/campaign-cost.test.ts` holds these figures to it). GB-seconds are estimated from 30 ms a call at 512 MB.
 */
export const takes = {
  /** The run itself, over all 32 shards. */
  run: { transitions: 200, writeUnits: 150, readUnits: 150, invocations: 100, gbSeconds: 2, sqs: 32 },
  /** Who is written to. */
  reached: { transitions: 1, writeUnits: 15.5, readUnits: 12, invocations: 4.2, gbSeconds: 0.063, sqs: 0.4 },
  /** Who is held out: an event on their timeline. */
  heldOut: { transitions: 0, writeUnits: 6, readUnits: 2, invocations: 0.2, gbSeconds: 0.003, sqs: 0.4 },
  /** Who is looked at, passed over or not. */
  looked: { transitions: 0, writeUnits: 0, readUnits: 0.5, invocations: 0, gbSeconds: 0, sqs: 0 },
} as const satisfies Record<string, Readonly<Partial<Record<Priced, number>>>>;

/** A line of the bill. */
interface CostItem {
  readonly what: string;
  readonly quantity: number;
  /** US dollars for one. */
  readonly price: number;
  readonly dollars: number;
}

export interface Cost {
  readonly items: readonly CostItem[];
  readonly dollars: number;
  /** What is not in it. */
  readonly without: readonly string[];
}

const priced: readonly ChannelId[] = ['email', 'sms', 'whatsapp'];

const cents = (dollars: number): number => Math.round(dollars * 10_000) / 10_000;

/** Messages by channel, as if everybody were reached by the first of their variant's. */
function messagesBy(
  says: CampaignDocument,
  arms: Readonly<Record<string, number>>,
): ReadonlyMap<ChannelId, number> {
  const by = new Map<ChannelId, number>();
  for (const { id, send } of says.variants) {
    const [channel] = send?.channels ?? [];
    if (channel) by.set(channel, (by.get(channel) ?? 0) + (arms[id] ?? 0));
  }
  return by;
}

/** What a campaign is expected to cost, with its arithmetic. */
export function costOf(
  says: CampaignDocument,
  { arms, people }: { readonly arms: Readonly<Record<string, number>>; readonly people: number },
): Cost {
  const heldOut = arms[holdOut] ?? 0;
  const reached = Object.values(arms).reduce((sum, count) => sum + count, 0) - heldOut;
  const messages = messagesBy(says, arms);
  const quantities: (readonly [Priced, number])[] = [
    ...[...messages].flatMap(([channel, count]) =>
      channel === 'email' || channel === 'sms' || channel === 'whatsapp' ? [[channel, count] as const] : [],
    ),
    ...(Object.keys(takes.reached) as (keyof typeof takes.reached)[]).map(
      (name) =>
        [
          name,
          takes.run[name] +
            takes.reached[name] * reached +
            takes.heldOut[name] * heldOut +
            takes.looked[name] * people,
        ] as const,
    ),
  ];
  const items = quantities
    .filter(([, quantity]) => quantity > 0)
    .map(([name, quantity]) => {
      const { what, dollars: price } = prices[name];
      return { what, quantity: Math.round(quantity), price, dollars: cents(quantity * price) };
    });
  const others = [...messages.keys()].filter((channel) => !priced.includes(channel));
  return {
    items,
    dollars: cents(items.reduce((sum, { dollars }) => sum + dollars, 0)),
    without: [
      'opens, clicks and what follows from them',
      ...(says.variants.some(({ enter }) => enter) ? ['the journeys that people enter'] : []),
      ...(messages.has('sms') ? ['carriers’ fees and longer texts'] : []),
      ...others.map((channel) => `what the other side of "${channel}" costs`),
    ],
  };
}
