import { table } from '../table.ts';
import { momentText, percent } from '../words.ts';
import { wrapped } from '../wrap.ts';

const always = ['sent', 'delivered', 'opened', 'clicked'] as const;
/** Shown where there are any. */
const seldom = ['held', 'skipped', 'bounced', 'complained'] as const;

interface Interval {
  readonly low: number;
  readonly high: number;
}

/** A result as the API tells it. */
interface Result {
  readonly run: string;
  readonly compares: 'converted' | 'clicked';
  readonly readableAt: string | null;
  readonly arms: readonly {
    readonly id: string;
    readonly people: number;
    readonly counts: Readonly<Partial<Record<(typeof always)[number] | (typeof seldom)[number], number>>>;
    readonly converted: number | null;
    readonly rate: (Interval & { readonly rate: number }) | null;
  }[];
  readonly comparisons: readonly {
    readonly one: string;
    readonly other: string;
    readonly p: number;
    readonly verdict: string;
    readonly says: string;
  }[];
}

const rateColumns = ['rate', '95% interval'];

function armsTable({ arms, compares }: Result): string {
  const some = seldom.filter((name) => arms.some(({ counts }) => counts[name]));
  const goal = compares === 'converted' ? ['goal'] : [];
  const rows = arms.map(({ id, people, counts, converted, rate }) => ({
    variant: id,
    people,
    ...counts,
    goal: converted,
    ...(rate && {
      rate: percent(rate.rate),
      '95% interval': `${percent(rate.low)} to ${percent(rate.high)}`,
    }),
  }));
  return table(rows, ['variant', 'people', ...always, ...some, ...goal, ...rateColumns]);
}

const verdicts: Readonly<Record<string, string>> = {
  real: 'a real difference',
  'not-shown': 'no difference shown',
  'too-early': 'too early to say',
};

const comparisonText = ({ one, other, p, verdict, says }: Result['comparisons'][number]): string =>
  `\n${wrapped(`${one} against ${other}: ${verdicts[verdict] ?? verdict} (p = ${p.toFixed(3)})`)}${wrapped(says, '  ')}`;

/** A result for a terminal: the variants side by side, and which differences are more than chance. */
export function resultText(body: unknown): string {
  const result = body as Result;
  const { run, compares, readableAt, comparisons } = result;
  const did = compares === 'converted' ? 'came to the goal' : 'clicked';
  const readable =
    readableAt === null
      ? 'The run is not over: all of it moves yet.'
      : `To be read from ${momentText(readableAt)} on.`;
  return [
    wrapped(`Run ${run}. The rate is the share of the people who ${did}. ${readable}`),
    '\n',
    armsTable(result),
    comparisons.length === 0 ? '\nThere are no two variants with people to compare.\n' : '',
    ...comparisons.map(comparisonText),
  ].join('');
}
