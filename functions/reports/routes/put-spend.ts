import * as z from 'zod/mini';
import { advertised } from '../../../domain/reports/attribution/advertisement.ts';
import { Spending } from '../../../domain/reports/spend.ts';
import { messageChannels } from '../../../workflows/channels.ts';
import { route } from '../route.ts';
import { month, spendShape } from '../shapes.ts';

/** A network is spent on by advertisements. */
const spentOn = [...messageChannels, ...advertised.map((network) => `ads-${network}` as const)] as const;

export const putSpend = route({
  method: 'PUT',
  path: '/v1/reports/spend/{channel}/{month}',
  operationId: 'putSpend',
  scope: 'market',
  summary:
    'States what was spent on a channel in a month besides what its messages cost by their price: on advertisements at a network, or on texts. The last statement counts; 0 takes it back.',
  params: z.object({ channel: z.enum(spentOn), month }),
  body: z.strictObject({ amount: z.number().check(z.nonnegative('must not be negative')) }),
  answer: { status: 200, description: 'As it now counts.', schema: spendShape },
  async handle({ params, body, caller, now }, { table }) {
    const [channel = '', network] = params.channel.split('-');
    const spend = {
      month: params.month,
      channel,
      ...(network !== undefined && { network }),
      amount: Math.round(body.amount * 100) / 100,
      at: now.toISOString(),
      by: caller,
    };
    await new Spending(table).state(spend);
    return spend;
  },
});
