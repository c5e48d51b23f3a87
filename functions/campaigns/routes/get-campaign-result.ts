import * as z from 'zod/mini';
import { inWords } from '../../../domain/campaigns/in-words.ts';
import { progressOf } from '../../../domain/campaigns/progress.ts';
import { measured, resultOf } from '../../../domain/campaigns/result.ts';
import { CellsRead } from '../../../domain/reports/cells-read.ts';
import { instant } from '../../shared/api/shapes.ts';
import { Problem } from '../../shared/http/problem.ts';
import { findCampaign } from '../find.ts';
import { route } from '../outside.ts';
import { campaignId } from '../shapes.ts';

const intervalShape = z.object({ low: z.number(), high: z.number() });

const resultShape = z.object({
  run: z.string(),
  /** What is compared: who came to the goal, or who clicked where the campaign has none. */
  compares: z.enum(['converted', 'clicked']),
  /** From when on it is to be read: everybody has had their days. Null while the run is not over. */
  readableAt: z.nullable(instant),
  arms: z.array(
    z.object({
      id: z.string(),
      people: z.int(),
      counts: z.record(z.enum(measured), z.int()),
      converted: z.nullable(z.int()),
      rate: z.nullable(z.extend(intervalShape, { rate: z.number() })),
    }),
  ),
  comparisons: z.array(
    z.object({
      one: z.string(),
      other: z.string(),
      /** Shares, `one` minus `other`. */
      difference: z.number(),
      /** 95%, for this difference alone (Newcombe's method 10). */
      interval: intervalShape,
      /** Adjusted by Holm for all comparisons of the result. */
      p: z.number(),
      verdict: z.enum(['real', 'not-shown', 'too-early']),
      /** How many people it takes to see a difference of this size with 80% power. */
      needed: z.nullable(z.object({ one: z.int(), other: z.int() })),
      says: z.string(),
    }),
  ),
});

export const getCampaignResult = route({
  method: 'GET',
  path: '/v1/campaigns/{id}/result',
  operationId: 'getCampaignResult',
  scope: 'read',
  summary:
    'What a run brought about by variant, against the hold-out, and whether the differences are real. Counts follow what happens by some minutes.',
  params: campaignId,
  query: z.object({
    /** The run that began last unless said. */
    run: z.optional(z.string()),
  }),
  answer: { status: 200, description: 'The result.', schema: resultShape },
  problems: { 404: 'There is no such campaign, or no such run of it.' },
  async handle({ params, query, now }, { campaigns, runs, table }) {
    const { id, lastRun } = await findCampaign({ campaigns }, params.id);
    const asked = query.run ?? lastRun;
    const run = asked === undefined ? undefined : await runs.read(id, asked);
    if (!run)
      throw new Problem(
        404,
        `run: ${asked === undefined ? `${id} has not run yet` : `${id} has no run "${asked}"`}`,
      );
    const cells = (await new CellsRead(table).campaign(id)).filter((cell) => cell.run === run.id);
    const progress = progressOf(run, await runs.cursors(run));
    const result = resultOf(
      run,
      progress,
      (arm) => cells.find(({ variant }) => variant === arm)?.counts ?? {},
      now,
    );
    return {
      run: run.id,
      compares: result.compares,
      readableAt: result.readableAt,
      arms: result.arms.map((arm) => ({ ...arm, counts: { ...arm.counts } })),
      comparisons: result.comparisons.map((each) => ({ ...each, says: inWords(each, result.compares) })),
    };
  },
});
