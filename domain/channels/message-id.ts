import { hashText } from '../ids.ts';
import type { Message } from './channel.ts';

/** What a message is known by outside: the same for every attempt at the same visit of the same step. */
export const messageIdOf = ({ run, step, visit }: Message['task']): string =>
  `msg_${hashText(24, run.id, step, String(visit))}`;
