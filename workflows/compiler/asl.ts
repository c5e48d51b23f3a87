/** The parts of the Amazon States Language (JSONata) that journeys compile to. */

/** Any JSON, in which strings of the form `{% … %}` are JSONata. */
export type Template = unknown;

export interface Retrier {
  readonly ErrorEquals: readonly string[];
  readonly IntervalSeconds?: number;
  readonly MaxAttempts: number;
  readonly BackoffRate?: number;
  readonly MaxDelaySeconds?: number;
  readonly JitterStrategy?: 'FULL' | 'NONE';
}

export interface Catcher {
  readonly ErrorEquals: readonly string[];
  readonly Assign?: Readonly<Record<string, Template>>;
  readonly Output: Template;
  readonly Next: string;
}

export interface TaskState {
  readonly Type: 'Task';
  readonly Comment: string;
  readonly Resource: string;
  readonly Arguments: Template;
  readonly TimeoutSeconds?: string;
  readonly Retry: readonly Retrier[];
  readonly Catch: readonly Catcher[];
  readonly Assign?: Readonly<Record<string, Template>>;
  readonly Output: Template;
  readonly Next?: string;
  readonly End?: true;
}

export interface ChoiceState {
  readonly Type: 'Choice';
  readonly Comment: string;
  readonly Choices: readonly { readonly Condition: string; readonly Next: string }[];
  readonly Default: string;
}

interface SucceedState {
  readonly Type: 'Succeed';
  readonly Comment: string;
}

export type State = TaskState | ChoiceState | SucceedState;

export interface Definition {
  readonly Comment: string;
  readonly QueryLanguage: 'JSONata';
  readonly StartAt: string;
  readonly States: Readonly<Record<string, State>>;
}
