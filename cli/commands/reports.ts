import { type Call, type Command, Misuse, textOf } from '../command.ts';
import { operationCommand } from '../operation.ts';
import type { Column } from '../table.ts';
import { key, money, percent, unknown } from './figures.ts';

const days = {
  from: 'First day, as 2026-11-01; thirty days back unless said.',
  to: 'The day behind the last; tomorrow unless said.',
};
const months = {
  from: 'First month, as 2026-11; the last one unless said.',
  to: 'Last month; this one unless said.',
};
const model = 'To what outcomes are owed: first, last, linear or position.';
const outcomes = ['claimed', 'booked', 'completed', 'redeemed', 'reviewed', 'referred', 'revenue'];

/** The outcomes that a table of attribution shows. */
function outcomesAsked(call: Call): readonly string[] {
  const asked = textOf(call, 'of')?.split(',') ?? ['booked', 'revenue'];
  const wrong = asked.find((each) => !outcomes.includes(each));
  if (wrong !== undefined) throw new Misuse(`--of: "${wrong}" is none of ${outcomes.join(', ')}`);
  return asked;
}

const byModels = (call: Call): readonly Column[] => [
  key('key'),
  ...outcomesAsked(call).flatMap((of) =>
    ['first', 'last', 'linear', 'position'].map((each) => ({
      path: `${each}.${of}`,
      title: each === 'first' ? `${of}: first` : each,
      ...(of === 'revenue' && { show: money }),
    })),
  ),
];

function amountOf({ args }: Call): object {
  const amount = Number(args.amount);
  if (!Number.isFinite(amount)) throw new Misuse(`<amount>: "${args.amount}" is no number, as 250 or 120.50`);
  return { amount };
}

export const reports: readonly Command[] = [
  operationCommand({
    name: 'reports show',
    summary:
      'What came of some days, by channel, journey, step, template, campaign, variant, segment, day or month.',
    operation: 'getReport',
    csv: true,
    method: 'GET',
    path: '/v1/reports',
    query: {
      by: 'What rows are about: channel, journey, step, template, campaign, variant, segment, day, month.',
      ...days,
      interval: '`day` or `month`: a row for each.',
      model,
      channel: 'Only this channel.',
      network: 'Only this ad network.',
      journey: 'Only this journey.',
      step: 'Only this step.',
      template: 'Only this template.',
      campaign: 'Only this campaign.',
      variant: 'Only this variant.',
    },
    rows: {
      of: 'rows',
      totals: 'totals',
      columns: (call) => [
        ...(call.options.interval ? ['period'] : []),
        key('key'),
        'sent',
        'delivered',
        'opened',
        'clicked',
        'replied',
        'claimed',
        'booked',
        'completed',
        { path: 'revenue', show: money },
        'unsubscribed',
        'complained',
      ],
    },
    examples: ['reports show --by channel', 'reports show --by day --from 2026-11-01 --to 2026-12-01'],
  }),
  operationCommand({
    name: 'reports channels',
    summary: 'Channels side by side: what each cost, what is owed to it, and what it returned.',
    operation: 'getChannels',
    csv: true,
    method: 'GET',
    path: '/v1/reports/channels',
    query: { ...months, model },
    rows: {
      of: 'rows',
      columns: [
        'month',
        key('channel'),
        'network',
        'sent',
        'clicked',
        'booked',
        'completed',
        { path: 'revenue', show: money },
        { path: 'cost', show: unknown(money) },
        { path: 'return', show: percent },
      ],
    },
    examples: ['reports channels --from 2026-09 --to 2026-11'],
  }),
  operationCommand({
    name: 'reports attribution',
    summary: 'To what outcomes are owed, by four models side by side.',
    operation: 'getAttribution',
    csv: true,
    method: 'GET',
    path: '/v1/reports/attribution',
    query: { by: 'What rows are about.', ...days },
    options: {
      of: {
        type: 'string',
        value: '<outcomes>',
        help: `Which of ${outcomes.join(', ')}; booked,revenue unless said.`,
      },
    },
    rows: { of: 'rows', columns: byModels },
    examples: ['reports attribution --by channel', 'reports attribution --by template --of claimed'],
  }),
  operationCommand({
    name: 'reports spend',
    summary: 'What was stated as spent, by month.',
    operation: 'listSpend',
    csv: true,
    method: 'GET',
    path: '/v1/reports/spend',
    query: { from: 'First month, as 2026-01; all unless said.', to: 'Last month.' },
    rows: {
      of: 'items',
      columns: ['month', 'channel', 'network', { path: 'amount', show: money }, 'at', 'by'],
    },
    examples: ['reports spend --from 2026-01 --to 2026-12'],
  }),
  operationCommand({
    name: 'reports put-spend',
    summary: 'States what was spent on a channel in a month; the last statement counts.',
    operation: 'putSpend',
    method: 'PUT',
    path: '/v1/reports/spend/{channel}/{month}',
    args: ['amount'],
    body: amountOf,
    examples: ['reports put-spend ads-meta 2026-11 250'],
  }),
  operationCommand({
    name: 'reports recount',
    summary: 'Counts everything that reports count anew, and holds it against the counters.',
    operation: 'startRecount',
    method: 'POST',
    path: '/v1/reports/recount',
    examples: ['reports recount'],
  }),
  operationCommand({
    name: 'reports correct',
    summary: 'Recounts, and brings every counter that differs to what there is.',
    operation: 'correctReports',
    method: 'POST',
    path: '/v1/reports/correction',
    examples: ['reports correct'],
  }),
  operationCommand({
    name: 'reports recounted',
    summary: 'The recount that is under way, or what the last one found.',
    operation: 'getRecount',
    method: 'GET',
    path: '/v1/reports/recount',
    rows: {
      of: 'examples',
      columns: ['partition', 'cell', 'counter', 'counted', 'recounted'],
      none: 'No counter differed.',
    },
    examples: ['reports recounted'],
  }),
];
