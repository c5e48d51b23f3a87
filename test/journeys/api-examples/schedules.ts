import type { Examples } from './example.ts';

const monday = {
  title: 'A look at the week',
  who: { everyone: true },
  when: { kind: 'recurring', cron: '0 9 ? * MON *', zone: 'America/New_York' },
};

export const scheduleExamples: Examples = (marketer) => {
  const schedule = async (id: string): Promise<string> => {
    await marketer.ask('PUT', `/v1/schedules/${id}`, monday);
    return id;
  };
  return {
    getSchedule: async () => ({ ids: [await schedule('for-get')] }),
    putSchedule: async () => ({ ids: ['tuesday'], body: monday }),
    deleteSchedule: async () => ({ ids: [await schedule('for-delete')], headers: { 'if-match': '*' } }),
    pauseSchedule: async () => ({ ids: [await schedule('for-pause')], headers: { 'if-match': '*' } }),
    resumeSchedule: async () => ({ ids: [await schedule('for-resume')], headers: { 'if-match': '*' } }),
  };
};
