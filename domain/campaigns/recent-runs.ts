import type { CampaignRef } from '../../workflows/task.ts';
import type { CampaignRun } from './campaign-run.ts';
import type { CampaignRuns } from './campaign-runs.ts';

/** For how long a run may be paused or stopped before each function instance knows, in milliseconds. */
const fresh = 5_000;

interface Kept {
  readonly run: Promise<CampaignRun | undefined>;
  readonly until: number;
}

/** Campaigns' runs, read once for the many people to whom the same is sent. */
export class RecentRuns {
  readonly #runs: Pick<CampaignRuns, 'read'>;
  readonly #kept = new Map<string, Kept>();

  constructor(runs: Pick<CampaignRuns, 'read'>) {
    this.#runs = runs;
  }

  /** @throws Error where there is no such run (any more) */
  async read({ id, run }: CampaignRef, now: Date): Promise<CampaignRun> {
    const kept = this.#kept.get(run);
    const isFresh = kept !== undefined && now.getTime() < kept.until;
    const reading = isFresh ? kept.run : this.#runs.read(id, run);
    if (!isFresh) this.#keep(run, reading, now);
    const found = await reading;
    if (!found) throw new Error(`${run}: there is no such run of a campaign (any more)`);
    return found;
  }

  #keep(id: string, run: Kept['run'], now: Date): void {
    for (const [other, { until }] of this.#kept) if (until <= now.getTime()) this.#kept.delete(other);
    this.#kept.set(id, { run, until: now.getTime() + fresh });
    run.catch(() => this.#kept.delete(id));
  }
}
