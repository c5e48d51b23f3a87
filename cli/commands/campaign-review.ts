import { cellText, table } from '../table.ts';
import { lengthText, momentText, peopleText } from '../words.ts';
import { point, wrapped } from '../wrap.ts';

type Counts = Readonly<Record<string, number>>;
type Audience = 'everyone' | { readonly list: string } | { readonly segment: string };

/** A review as the API tells it, as far as it is shown. */
interface Review {
  readonly who: {
    readonly audience: Audience;
    readonly people: number;
    readonly arms: Counts;
    readonly skipped: Counts;
    readonly estimated: boolean;
  };
  readonly what: readonly {
    readonly variant: string;
    readonly channel: string;
    readonly topic: string;
    readonly subject: string | null;
    readonly text: string;
  }[];
  readonly person: string | null;
  readonly when: {
    readonly begins: string | null;
    readonly perSecond: number;
    readonly seconds: number;
    readonly ends: string | null;
  };
  readonly messages: {
    readonly atOnce: number;
    readonly waits: readonly Waiting[];
    readonly dropped: Counts;
  } | null;
  readonly cost: {
    readonly dollars: number;
    readonly items: readonly object[];
    readonly without: readonly string[];
  };
  readonly warnings: readonly string[];
}

interface Waiting {
  readonly reason: string;
  readonly zone: string;
  readonly people: number;
  readonly from: string;
  readonly until: string;
}

const part = (title: string, ...texts: readonly string[]): string => `${title}\n${texts.join('')}\n`;

const indented = (text: string): string => text.replaceAll(/^(?=.)/gm, '  ');

const counted = (heading: string, counts: Counts): string => {
  const rows = Object.entries(counts).map(([name, people]) => ({ [heading]: name, people }));
  return rows.length === 0 ? '' : indented(table(rows, [heading, 'people']));
};

function audienceText(audience: Audience): string {
  if (audience === 'everyone') return 'everyone';
  return 'list' in audience ? `the list "${audience.list}"` : `the segment "${audience.segment}"`;
}

const whoText = ({ audience, people, arms, skipped, estimated }: Review['who']): string =>
  part(
    'Who',
    wrapped(
      `${audienceText(audience)}: ${peopleText(people)}${estimated ? '; what follows is estimated from some of them' : ''}`,
      '  ',
    ),
    counted('variant', arms),
    counted('passed over', skipped),
  );

const whenText = ({ begins, ends, seconds, perSecond }: Review['when']): string =>
  part(
    'When',
    wrapped(
      begins === null || ends === null
        ? `each time for ${lengthText(seconds)}, at ${perSecond} a second`
        : `from ${momentText(begins)} to ${momentText(ends)}: ${lengthText(seconds)} at ${perSecond} a second`,
      '  ',
    ),
  );

function messagesText(messages: Review['messages']): string {
  if (!messages) return '';
  const { atOnce, waits, dropped } = messages;
  const rows = waits.map((each) => ({
    waits: each.reason,
    'by the clock of': each.zone,
    people: each.people,
    from: momentText(each.from),
    until: momentText(each.until),
  }));
  return part(
    'Messages',
    `  ${atOnce} at once\n`,
    rows.length === 0 ? '' : indented(table(rows, ['waits', 'by the clock of', 'people', 'from', 'until'])),
    counted('not sent', dropped),
  );
}

const costText = ({ dollars, items, without }: Review['cost']): string =>
  part(
    'Cost',
    `  $${dollars.toFixed(2)}\n`,
    indented(table(items, ['what', 'quantity', 'dollars'])),
    without.length === 0 ? '' : wrapped(`without ${without.join(', ')}`, '  '),
  );

const sampleText = ({ variant, channel, topic, subject, text }: Review['what'][number]): string =>
  part(
    cellText(`Variant ${variant} by ${channel}, about ${topic}`),
    subject === null ? '' : wrapped(`Subject: ${subject}`, '  '),
    subject === null ? '' : '\n',
    wrapped(text, '  '),
  );

/** A review for a terminal: who, when, what becomes of the messages, for how much, their texts, and what speaks against it. */
export function reviewText(body: unknown): string {
  const { who, what, person, when, messages, cost, warnings } = body as Review;
  const reader = person === null ? 'somebody of whom nothing is known' : person;
  return [
    whoText(who),
    whenText(when),
    messagesText(messages),
    costText(cost),
    ...(what.length === 0 ? [] : [wrapped(`As ${reader} reads it:`), '\n']),
    ...what.map(sampleText),
    warnings.length === 0 ? 'Nothing speaks against it.\n' : `Warnings\n${warnings.map(point).join('')}`,
  ].join('');
}
