import { SchedulerClient } from '@aws-sdk/client-scheduler';
import type { Table } from '../../domain/table.ts';
import { Timetable } from '../../domain/timers/timetable.ts';
import { awsClient } from './aws.ts';
import type { timers } from './spec.ts';

/** The timetable of a function that declares the needs `...timers`. */
export const timetableOf = (
  table: Table,
  { timerGroup, timerRole, fireTimers }: Readonly<Record<keyof typeof timers, string>>,
): Timetable =>
  new Timetable(table, awsClient(SchedulerClient), {
    group: timerGroup,
    role: timerRole,
    target: fireTimers,
  });
