import type { Command } from '../command.ts';
import { operationCommand } from '../operation.ts';

export const schedules: readonly Command[] = [
  operationCommand({
    name: 'schedules list',
    summary: 'All schedules.',
    operation: 'listSchedules',
    method: 'GET',
    path: '/v1/schedules',
    query: { campaign: 'Only those of this campaign.' },
    isPaged: true,
    rows: { of: 'items', columns: ['id', 'title', 'state', 'when', 'who'] },
    examples: ['schedules list'],
  }),
  operationCommand({
    name: 'schedules get',
    summary: 'A schedule.',
    operation: 'getSchedule',
    method: 'GET',
    path: '/v1/schedules/{id}',
    examples: ['schedules get birthday'],
  }),
  operationCommand({
    name: 'schedules put',
    summary: 'Makes a schedule or changes it.',
    operation: 'putSchedule',
    method: 'PUT',
    path: '/v1/schedules/{id}',
    body: 'file',
    edits: true,
    examples: ['schedules put birthday birthday.json'],
  }),
  operationCommand({
    name: 'schedules pause',
    summary: 'Leaves out what falls into the pause.',
    operation: 'pauseSchedule',
    method: 'POST',
    path: '/v1/schedules/{id}/pause',
    examples: ['schedules pause birthday'],
  }),
  operationCommand({
    name: 'schedules resume',
    summary: 'Lets a paused schedule go on.',
    operation: 'resumeSchedule',
    method: 'POST',
    path: '/v1/schedules/{id}/resume',
    examples: ['schedules resume birthday'],
  }),
  operationCommand({
    name: 'schedules delete',
    summary: 'Deletes a schedule.',
    operation: 'deleteSchedule',
    method: 'DELETE',
    path: '/v1/schedules/{id}',
    edits: true,
    examples: ['schedules delete birthday'],
  }),
];
