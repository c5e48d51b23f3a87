import type { Resource } from '../resource.ts';
import type { MapRunPlan } from './map-run.ts';

/** A call that a task makes. */
export interface TaskCall {
  /** As the definition has it. */
  readonly resource: Resource;
  /** The arguments, JSON. */
  readonly arguments: string;
}

/** To carry out a task's call and to bring back what came of it. */
export interface CallCommand {
  readonly branch: number;
  readonly attempt: number;
  readonly call: TaskCall;
}

/** To carry out a Map run and to bring back its result. Without a plan it is one to go on with. */
export interface MapRunCommand {
  /** Its ARN. */
  readonly mapRun: string;
  readonly plan?: MapRunPlan;
}

/** What a run asks of its host. */
export type Command = CallCommand | MapRunCommand;
