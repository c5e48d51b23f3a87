import type { LineMessage } from '../../domain/events/recorded-event.ts';
import { eventIdFor } from '../../domain/ids.ts';
import type { IssueResult } from '../../workflows/task.ts';

/** The event of a step that makes something, as later steps know it. It is on the line, and has no place yet. */
export const issued = (
  as: string,
  { key, messageId, name, properties }: LineMessage,
  at: string,
): IssueResult => ({ events: { [as]: { id: eventIdFor(key, messageId), seq: 0, name, at, properties } } });
