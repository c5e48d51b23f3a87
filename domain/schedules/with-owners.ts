import { Contention } from '../contention.ts';
import { schedulesOfCampaign, schedulesOfPerson } from '../records.ts';
import type { Table } from '../table.ts';
import { type Changing, changeSchedule } from './change.ts';
import type { OwnersEntry } from './owners.ts';
import { isRelative, type Schedule } from './schedule.ts';
import { findSchedule, newVersion, replaceSchedule } from './schedules.ts';

interface Owning extends Changing {
  readonly table: Pick<Table, 'getMany' | 'query' | 'transact'>;
}

const unsettled = ({ id }: Schedule): Contention =>
  new Contention(`schedule ${id}: was changed while what it goes with was`);

const isFor = ({ who }: Schedule, person: string): boolean => 'person' in who && who.person === person;

/**
 * Makes the schedules of somebody who was merged into another the other's. What was planned for the one still counts, so
 * the revision stays. Repeatable. @throws Contention
 */
export async function moveSchedules(
  { table, clockwork }: Owning,
  loser: string,
  winner: string,
  now: Date,
): Promise<void> {
  for await (const { schedule: id } of table.query<OwnersEntry>(schedulesOfPerson(loser))) {
    const current = await findSchedule(table, id);
    if (!current || !isFor(current, loser)) continue;
    // Ordered before the entry is gone, by which a repetition finds the schedule; it is done a minute later.
    if (isRelative(current)) await clockwork.setTimers(id, now);
    const next = { ...current, who: { person: winner }, version: newVersion(), changedAt: now.toISOString() };
    if (!(await changeSchedule({ table, clockwork }, current, next, now))) throw unsettled(current);
  }
}

/** Deletes a campaign's schedules, their clocks first. Repeatable. @throws Contention */
export async function deleteCampaignSchedules(
  { table, clockwork }: Owning,
  campaign: string,
  now: Date,
): Promise<void> {
  for await (const { schedule: id } of table.query<OwnersEntry>(schedulesOfCampaign(campaign))) {
    const current = await findSchedule(table, id);
    if (current?.campaign !== campaign) continue;
    await clockwork.unset(id);
    if (!(await changeSchedule({ table, clockwork }, current, undefined, now))) throw unsettled(current);
  }
}

/**
 * Deletes the schedule of one person who is being erased, its clock first; timers go with the person. Repeatable.
 * @throws Contention
 */
export async function forgetSchedule(
  table: Pick<Table, 'getMany' | 'transact'>,
  id: string,
  person: string,
  unset: (id: string) => Promise<void>,
): Promise<void> {
  const current = await findSchedule(table, id);
  if (!current || !isFor(current, person)) return;
  await unset(id);
  if (!(await replaceSchedule(table, current, undefined))) throw unsettled(current);
}
