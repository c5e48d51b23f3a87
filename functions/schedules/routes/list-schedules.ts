import * as z from 'zod/mini';
import { schedulesOf } from '../../../domain/records.ts';
import type { Schedule } from '../../../domain/schedules/schedule.ts';
import type { Table } from '../../../domain/table.ts';
import { listOf, pageOf } from '../../shared/api/shapes.ts';
import { cursorTo, placeIn } from '../../shared/http/cursor.ts';
import { route } from '../route.ts';
import { scheduleShape, scheduleView } from '../schedule-view.ts';

/** As a page's `next` has a place: the last schedule's kind and id. */
const places = /^(relative|timed) [a-z0-9-]{0,40}$/;

export const listSchedules = route({
  method: 'GET',
  path: '/v1/schedules',
  operationId: 'listSchedules',
  scope: 'read',
  summary:
    'Schedules: first those that count from dates in profiles and from events, then those with times of their own, each by id.',
  query: z.object({ campaign: z.optional(z.string()), ...pageOf }),
  answer: {
    status: 200,
    description: 'A page; `next` is the cursor of the one that follows, null on the last.',
    schema: listOf(scheduleShape),
  },
  async handle({ query: { campaign, limit, cursor }, now }, { table }) {
    const place = placeIn(cursor, places, 'a page of schedules') ?? 'relative ';
    const items: Schedule[] = [];
    let next: string | null = null;
    for await (const { kind, schedule } of schedulesBehind(table, place)) {
      if (campaign !== undefined && schedule.campaign !== campaign) continue;
      if (items.length === limit) return { items: items.map((each) => scheduleView(each, now)), next };
      items.push(schedule);
      next = cursorTo(`${kind} ${schedule.id}`);
    }
    return { items: items.map((each) => scheduleView(each, now)), next: null };
  },
});

async function* schedulesBehind(table: Table, place: string) {
  const [from, behind] = place.split(' ');
  for (const kind of ['relative', 'timed'] as const) {
    if (kind === 'relative' && from === 'timed') continue;
    const range = schedulesOf(kind, kind === from ? behind : '');
    for await (const schedule of table.query<Schedule>(range)) yield { kind, schedule };
  }
}
