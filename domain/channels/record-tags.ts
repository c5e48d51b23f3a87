import type { Message } from './channel.ts';

/** Names a message's record: goes out with the message, and comes back with everything that its provider tells of it. */
export const recordTags = ({
  task: { run, step, visit },
}: Pick<Message, 'task'>): Record<string, string> => ({
  person: run.person,
  run: run.id,
  step,
  visit: String(visit),
});
