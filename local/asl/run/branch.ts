import type { Failure } from '../failure.ts';
import { Document, type Json } from '../json.ts';
import type { Resource } from '../resource.ts';
import type { TaskCall } from './command.ts';

/**
 * One line of execution: the machine itself, a branch of a Parallel, an iteration of a Map. Plain data, so that a
 * position is saved and read back as JSON.
 */
export interface Branch {
  readonly id: number;
  /** The branch whose Parallel or Map state runs this one. */
  readonly parent?: number;
  /** Place among its siblings, and in their results. */
  readonly index: number;
  /** Which states it runs: a key of the machine's scopes. */
  readonly scope: string;
  /** The item of a Map's iteration. */
  readonly item?: Json;
  state: string;
  input: Document;
  readonly variables: Record<string, Json>;
  /** Bytes of each variable. */
  readonly sizes: Record<string, number>;
  activity: Activity;
  /** A failure that Retry and Catch have not looked at yet. */
  failure?: Failure;
  /** When the state was entered, milliseconds since 1970. */
  enteredAt: number;
  /** The `StateEntered` event, and the event before it. */
  entered: number;
  enteredAfter: number;
  /** The branch's latest event, which the next one names as its previous. */
  last: number;
  /** How often each Retrier has been used since the state was entered. */
  retries: number[];
}

/** What a branch is doing. */
export type Activity =
  /** About to enter its state. */
  | { readonly kind: 'enter' }
  /** Has entered it and is about to do its work, or to do it again. */
  | { readonly kind: 'execute' }
  /** The work is done and has this result. */
  | { readonly kind: 'result'; readonly result: Document }
  | { readonly kind: 'wait'; readonly until: number }
  | { readonly kind: 'retry'; readonly until: number }
  | TaskActivity
  | ChildrenActivity
  | MapRunActivity
  /** The branch has ended; a Parallel or Map has its output. */
  | { readonly kind: 'done' };

export interface TaskActivity {
  readonly kind: 'task';
  /** Unique within the execution; what arrives for another attempt is too late. */
  readonly attempt: number;
  /** For the host to carry out again after a crash, until the service has answered. */
  readonly call?: TaskCall;
  readonly resource: Resource;
  readonly token?: string;
  readonly deadline?: number;
  readonly heartbeat?: { readonly seconds: number; readonly due: number };
}

export interface ChildrenActivity {
  readonly kind: 'children';
  /** Outputs as JSON texts, null until there. */
  readonly results: (string | null)[];
  /** Items of a Map, and what ItemSelector made of them. */
  readonly items?: readonly Json[];
  readonly inputs?: readonly Json[];
  /** How many children have been started. */
  readonly started: number;
  readonly concurrency: number;
}

/** Waits for a distributed Map's run, which has a record of its own. Kept when the run fails, for a redrive. */
export interface MapRunActivity {
  readonly kind: 'mapRun';
  readonly arn: string;
  readonly redrives: number;
  /** The event that says it started. */
  readonly started: number;
}

/** Where an execution stands. */
export interface Position {
  readonly branches: Map<number, Branch>;
  /** Ids given so far, to branches and attempts. */
  ids: number;
  /** Events recorded so far; the last one's id. */
  events: number;
  /** When the execution times out. */
  deadline?: number;
}

export const writePosition = ({ branches, ...rest }: Position): string =>
  JSON.stringify({ ...rest, branches: [...branches.values()] });

type Written = Omit<Position, 'branches'> & {
  readonly branches: readonly (Omit<Branch, 'input' | 'activity'> & {
    readonly input: string;
    readonly activity:
      | Exclude<Activity, { kind: 'result' }>
      | { readonly kind: 'result'; readonly result: string };
  })[];
};

export function readPosition(text: string): Position {
  const { branches, ...rest } = JSON.parse(text) as Written;
  return {
    ...rest,
    branches: new Map(
      branches.map((branch) => [
        branch.id,
        {
          ...branch,
          input: Document.parse(branch.input),
          activity:
            branch.activity.kind === 'result'
              ? { kind: 'result', result: Document.parse(branch.activity.result) }
              : branch.activity,
        },
      ]),
    ),
  };
}
