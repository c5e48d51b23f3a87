import { SchedulerClient } from '@aws-sdk/client-scheduler';
import { Clockwork } from '../../domain/schedules/clockwork.ts';
import { awsClient } from './aws.ts';
import type { clockwork } from './spec.ts';

/** The clockwork of a function that declares the needs `...clockwork`. */
export const clockworkOf = ({
  scheduleGroup,
  scheduleRole,
  walkSchedules,
}: Readonly<Record<keyof typeof clockwork, string>>): Clockwork =>
  new Clockwork(awsClient(SchedulerClient), {
    group: scheduleGroup,
    machine: walkSchedules,
    role: scheduleRole,
  });
