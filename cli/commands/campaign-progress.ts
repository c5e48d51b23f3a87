import { filled } from '../api.ts';
import { type Call, type Command, type ExitCode, exitCodes } from '../command.ts';
import { Progress } from '../progress.ts';
import { listing } from '../table.ts';

const everyMilliseconds = 2_000;

/** A run of a campaign as the API tells it, as far as it matters here. */
interface Campaign {
  readonly status: string;
  readonly run: {
    readonly status: string;
    readonly progress: {
      readonly people: number;
      readonly looked: number;
      readonly reached: Readonly<Record<string, number>>;
      readonly eta: string | null;
    };
  } | null;
}

const goesOn = new Set(['scheduled', 'running']);

function inWords({ people, looked, reached, eta }: NonNullable<Campaign['run']>['progress']): string {
  const arms = Object.entries(reached).map(([arm, count]) => `${arm} ${count}`);
  return [
    `${looked} of ${people} looked at`,
    `reached ${arms.join(', ') || 'nobody yet'}`,
    ...(eta ? [`until ${eta}`] : []),
  ].join('; ');
}

async function show(call: Call): Promise<ExitCode> {
  const { api, args, terminal, json, options } = call;
  const progress = new Progress(terminal);
  for (;;) {
    const { body } = await api.call({ method: 'GET', path: filled('/v1/campaigns/{id}', args) });
    const { status, run } = body as Campaign;
    if (options.watch && goesOn.has(run?.status ?? status)) {
      if (run) progress.show(run.progress.looked / Math.max(run.progress.people, 1), inWords(run.progress));
      await terminal.sleep(everyMilliseconds);
      continue;
    }
    if (options.watch) progress.end();
    const told = { status, run };
    await terminal.out(json ? `${JSON.stringify(told, null, 2)}\n` : listing(told));
    return exitCodes.done;
  }
}

export const campaignProgress: Command = {
  name: 'campaigns progress',
  summary: 'How far the run of a campaign has come that began last.',
  args: ['id'],
  options: { watch: { type: 'boolean', help: 'Stays, and shows it until the run has ended or is paused.' } },
  examples: ['campaigns progress cmp_0mja1b2c3abcdefgh --watch'],
  operations: ['getCampaign'],
  run: show,
};
