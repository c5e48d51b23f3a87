import type { Resource } from '../resource.ts';

/** A call that a task makes. */
export interface TaskCall {
  /** As the definition has it. */
  readonly resource: Resource;
  /** The arguments, JSON. */
  readonly arguments: string;
}

/** What a run asks of its host: to carry out a task's call and to bring back what came of it. */
export interface Command {
  readonly branch: number;
  readonly attempt: number;
  readonly call: TaskCall;
}
