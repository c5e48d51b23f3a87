import * as z from 'zod/mini';
import { currentProfile } from '../../../domain/people/lineage.ts';
import { campaignKey, schedulesOf, segmentKey } from '../../../domain/records.ts';
import { changeSchedule } from '../../../domain/schedules/change.ts';
import { InvalidExpression } from '../../../domain/schedules/invalid-expression.ts';
import {
  type Draft,
  draftShape,
  isRelative,
  keyOf,
  type Schedule,
  scheduleId,
} from '../../../domain/schedules/schedule.ts';
import { findSchedule, newVersion } from '../../../domain/schedules/schedules.ts';
import { whyNever } from '../../../domain/schedules/why-never.ts';
import type { Table } from '../../../domain/table.ts';
import { staleEdit } from '../../shared/api/etag.ts';
import { Problem } from '../../shared/http/problem.ts';
import { route } from '../route.ts';
import { scheduleShape, scheduleView } from '../schedule-view.ts';

/** Each may add two writes to an event's transaction, which has a hundred. */
const mostRelative = 20;

const mostDataBytes = 4_096;

export const putSchedule = route({
  method: 'PUT',
  path: '/v1/schedules/{id}',
  operationId: 'putSchedule',
  scope: 'market',
  summary:
    'Makes a schedule or changes it. At its moments people get `Schedule Fired`, which enters and wakes journeys `where: { schedule }`.',
  params: z.object({ id: scheduleId }),
  body: draftShape,
  answer: { status: 200, description: 'The schedule as it is now.', schema: scheduleShape },
  version: ({ version }) => version,
  edits: true,
  problems: {
    409: 'There are as many relative schedules as each event can keep current.',
    422: 'It could never fire: its time is past or no clock shows it, EventBridge Scheduler does not take it, or there is no such person, segment or campaign.',
  },
  async handle({ params: { id }, body, ifMatch, now }, outside) {
    const current = await findSchedule(outside.table, id);
    ifMatch(current?.version);
    checkData(body);
    const never = whyNever(body.when, now);
    if (never) throw new Problem(422, never.reason, { field: never.field });
    await checkCampaign(outside.table, body);
    const who = await whomOf(outside.table, body);
    const next = scheduleOf(id, { ...body, who }, current, now);
    if (isRelative(next) && !(current && isRelative(current))) await checkRoom(outside.table);
    try {
      if (!(await changeSchedule(outside, current, next, now))) throw staleEdit();
    } catch (error) {
      if (!(error instanceof InvalidExpression)) throw error;
      throw new Problem(422, `when: ${error.message}`, { field: 'when' });
    }
    return scheduleView(next, now);
  },
});

function scheduleOf(id: string, draft: Draft, current: Schedule | undefined, now: Date): Schedule {
  const rhythm = ({ who, when }: Draft) => JSON.stringify([who, when]);
  const version = newVersion();
  return {
    ...keyOf({ id, when: draft.when }),
    ...draft,
    id,
    paused: current?.paused ?? false,
    version,
    revision: current && rhythm(current) === rhythm(draft) ? current.revision : version,
    createdAt: current?.createdAt ?? now.toISOString(),
    changedAt: now.toISOString(),
  };
}

function checkData({ data }: Draft): void {
  if (!data) return;
  const bytes = Buffer.byteLength(JSON.stringify(data));
  if (bytes > mostDataBytes)
    throw new Problem(400, `data: ${bytes} bytes; may have ${mostDataBytes}`, { field: 'data' });
}

async function checkCampaign(table: Table, { campaign }: Draft): Promise<void> {
  if (campaign !== undefined && !(await table.get(campaignKey(campaign))))
    throw new Problem(422, `campaign: there is no campaign "${campaign}"`, { field: 'campaign' });
}

/** For whom it is: somebody who was merged into another is the other. */
async function whomOf(table: Table, { who }: Draft): Promise<Draft['who']> {
  if ('person' in who) {
    const person = await currentProfile(table, who.person);
    if (person) return { person: person.id };
    throw new Problem(422, `who.person: nobody is known as "${who.person}"`, { field: 'who.person' });
  }
  if ('segment' in who && !(await table.get(segmentKey(who.segment))))
    throw new Problem(422, `who.segment: there is no segment "${who.segment}"; make it first`, {
      field: 'who.segment',
    });
  return who;
}

async function checkRoom(table: Table): Promise<void> {
  const relative = await Array.fromAsync(table.query(schedulesOf('relative')));
  if (relative.length >= mostRelative)
    throw new Problem(
      409,
      `when: there are ${relative.length} schedules that count from dates in profiles or from events, and there may be ${mostRelative}; delete one first`,
    );
}
