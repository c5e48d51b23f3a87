import * as z from 'zod/mini';
import { pausedUntil } from '../../../domain/consent/pause.ts';
import { partsOf } from '../../../domain/people/lineage.ts';
import { runRange } from '../../../domain/records.ts';
import { balanceAt } from '../../../domain/rewards/lots.ts';
import type { RunRecord } from '../../../domain/runs/run-record.ts';
import { findPerson } from '../../shared/api/find-person.ts';
import { personId } from '../../shared/api/shapes.ts';
import { consentViews } from '../consent-view.ts';
import { route } from '../route.ts';
import { runView } from '../run-view.ts';
import { personShape } from '../shapes.ts';

export const getPerson = route({
  method: 'GET',
  path: '/v1/people/{id}',
  operationId: 'getPerson',
  scope: 'read',
  summary: 'What is known of a person: identifiers, traits, consents, segments and runs.',
  params: z.object({ id: personId }),
  answer: { status: 200, description: 'The person.', schema: personShape },
  problems: { 404: 'Nobody has this id or identifier.' },
  async handle({ params, now }, { table }) {
    const profile = await findPerson(table, params.id);
    const runs = (
      await Promise.all(
        partsOf(profile).map((part) => Array.fromAsync(table.query<RunRecord>(runRange(part)))),
      )
    ).flat();
    const { id, createdAt, identifiers, traits } = profile;
    const consents = await consentViews(table, profile, now);
    const newestFirst = runs.toSorted(
      (a, b) => Date.parse(b.startedAt) - Date.parse(a.startedAt) || b.entry.seq - a.entry.seq,
    );
    return {
      id,
      createdAt,
      identifiers,
      traits,
      consents,
      pausedUntil: pausedUntil(profile, now) ?? null,
      referralCode: profile.referralCode ?? null,
      points: balanceAt(profile.points, now.toISOString()),
      segments: [...(profile.segments ?? [])],
      merged: [...(profile.merged ?? [])],
      runs: newestFirst.map(runView),
    } as z.output<typeof personShape>;
  },
});
