import type { Examples } from './example.ts';

const says = {
  title: 'Birthday',
  who: { everyone: true },
  when: { kind: 'trait', trait: 'birthday', every: 'year', time: '09:00' },
  data: { gift: 'wash' },
};

let made = 0;

export const scheduleExamples: Examples = (marketer) => {
  /** One of its own, and what to match when it is changed. */
  const schedule = async () => {
    made += 1;
    const id = `birthday-${made}`;
    const { version } = await marketer.ask<{ version: string }>('PUT', `/v1/schedules/${id}`, says);
    return { ids: [id], headers: { 'if-match': `"${version}"` } };
  };
  return {
    getSchedule: schedule,
    putSchedule: async () => ({ ...(await schedule()), body: { ...says, title: 'Birthdays' } }),
    deleteSchedule: schedule,
    pauseSchedule: schedule,
    resumeSchedule: schedule,
  };
};
