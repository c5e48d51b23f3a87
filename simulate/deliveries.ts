import type { CapturedMessage } from '../local/capture.ts';
import { PushedBrowser } from './correspondence/browser.ts';
import { sentByPage } from './correspondence/sent-by-page.ts';
import type { Item, OutboundCall } from './facts.ts';

/** A message that a provider took to bring it to a customer, whether or not its answer arrived. */
export interface Delivery {
  readonly channel: string;
  readonly person: string | undefined;
  /** Address, number, browser or page-scoped id. */
  readonly to: string;
  /** ISO 8601. */
  readonly at: string;
  readonly isMarketing: boolean;
  /** Which message it is: the step of a run for what carries that, else its own id or words. */
  readonly message: string;
  /** The step that sent it, where that is told. */
  readonly step?: string | undefined;
  /** It answers STOP, START or HELP, which are heeded before all else and leave no record. */
  readonly isKeywordAnswer: boolean;
  readonly what: string;
}

interface Seen {
  readonly items: readonly Item[];
  readonly captured: readonly CapturedMessage[];
  readonly calls: readonly OutboundCall[];
}

/** One message: a step of a run. A step's repeated visits are counted together. */
export const messageOf = (of: { readonly [field: string]: unknown }): string =>
  `${of.person} ${of.run} ${of.step}`;

function byService({ items, captured }: Seen): Delivery[] {
  const marketing = new Set(
    items.filter(({ sk, kind }) => sk.startsWith('MESSAGE#') && kind === 'marketing').map(messageOf),
  );
  return captured.map(({ channel, person, run, step, to, at, subject, text = '' }) => ({
    channel,
    person,
    to,
    at,
    isMarketing: marketing.has(messageOf({ person, run, step })),
    message: messageOf({ person, run, step }),
    step,
    isKeywordAnswer: run === undefined,
    what: `"${subject ?? text.slice(0, 40)}"`,
  }));
}

/** Browsers' addresses hold whose they are, and their keys follow from them. */
function byPush({ calls }: Seen, personBy: (identifier: string) => string | undefined): Delivery[] {
  return calls
    .filter(({ url, status }) => status === 200 && new URL(url).host === 'push.example')
    .map(({ url, at, headers, body }) => {
      const { base64 } = body as { base64: string };
      const { id, title } = JSON.parse(new PushedBrowser(url).read(Buffer.from(base64, 'base64'))) as {
        id: string;
        title: string;
      };
      const [, email = ''] = new URL(url).pathname.split('/');
      return {
        channel: 'push',
        person: personBy(`email#${decodeURIComponent(email)}`),
        to: url,
        at,
        isMarketing: headers.urgency === 'low',
        message: id,
        isKeywordAnswer: false,
        what: `"${title}"`,
      };
    });
}

/** Marketing on the page alone says how to leave. */
function byPage({ calls }: Seen, personBy: (identifier: string) => string | undefined): Delivery[] {
  return sentByPage(calls).map(({ at, to, text }) => ({
    channel: 'social',
    person: personBy(`messenger#${to}`),
    to,
    at,
    isMarketing: text.includes('/unsubscribe?'),
    message: `${to} ${text}`,
    isKeywordAnswer: false,
    what: `"${text.slice(0, 40)}"`,
  }));
}

/** What providers took on every channel. */
export function deliveriesOf(seen: Seen): readonly Delivery[] {
  const people = new Map(
    seen.items
      .filter(({ pk, sk }) => pk.startsWith('ID#') && sk === 'ID')
      .map(({ pk, person }) => [pk.slice('ID#'.length), String(person)]),
  );
  const personBy = (identifier: string) => people.get(identifier);
  return [...byService(seen), ...byPush(seen, personBy), ...byPage(seen, personBy)];
}
