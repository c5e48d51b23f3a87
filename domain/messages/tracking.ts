import type { ChannelId } from '../../workflows/channels.ts';
import type { MessageTask } from '../../workflows/task.ts';
import { messageToken } from './message-token.ts';

/** `utm_source`, `utm_medium` …, as web analytics read them. */
export type Utm = Readonly<Record<string, string>>;

/** What a message's links tell of it. */
export interface Tracking {
  /** Origin of our pages. */
  readonly pages: string;
  /** Hosts whose links are told: our pages' and the business's. A host stands for those below it too. */
  readonly hosts: readonly string[];
  readonly utm: Utm;
  /** Of which message a link is, signed; see `messageToken`. */
  readonly m: string;
}

interface Sites {
  /** What signs links. */
  readonly key: string;
  /** Origin of our pages. */
  readonly publicUrl: string;
  readonly website: string;
  readonly bookingUrl?: string | undefined;
}

/** The host as people know it: with `www.` it is the same business. */
const hostOf = (address: string): string => new URL(address).host.replace(/^www\./, '');

/**
 * What the links of a step's message tell, whatever channel it goes by.
 * @param about what it is sent for, if not for its journey: then that is the campaign, and the step its content
 */
export const trackingOf = (
  { run, step, visit }: Pick<MessageTask, 'run' | 'step' | 'visit'>,
  { key, publicUrl, website, bookingUrl }: Sites,
  about: Utm = { utm_campaign: run.journey, utm_content: step },
): Tracking => ({
  pages: publicUrl,
  hosts: [publicUrl, website, bookingUrl].filter((site) => site !== undefined).map(hostOf),
  utm: { utm_source: 'onward', ...about },
  m: messageToken(key, run.person, { run: run.id, step, visit }),
});

/** The same for a message that goes by a channel, which is the medium. */
export const overChannel = (channel: ChannelId, tracking: Tracking | undefined): Tracking | undefined =>
  tracking && { ...tracking, utm: { utm_medium: channel, ...tracking.utm } };

/** Whether an address leads to one of the message's hosts. */
export function isTold(address: string, { hosts }: Tracking): boolean {
  const { host } = new URL(address);
  return hosts.some((each) => host === each || host.endsWith(`.${each}`));
}

/**
 * An address with what tells of the message, if it leads to one of the message's hosts. One that brings a `utm_` of its
 * own keeps it, and an `m` too.
 * @throws Error for an address that leads nowhere, or into a script
 */
export function tracked(address: string, tracking: Tracking | undefined): string {
  if (/^(mailto|tel|sms):/i.test(address)) return address;
  if (!URL.canParse(address) || !/^https?:/i.test(address))
    throw new Error(
      `a link leads to ${JSON.stringify(address)}; it takes an https address, mailto:, tel: or sms:`,
    );
  if (!tracking || !isTold(address, tracking)) return address;
  const url = new URL(address);
  const { searchParams } = url;
  const own = [...searchParams.keys()].some((name) => name.startsWith('utm_'));
  if (!own) for (const [name, value] of Object.entries(tracking.utm)) searchParams.set(name, value);
  if (!searchParams.has('m')) searchParams.set('m', tracking.m);
  return url.href;
}
