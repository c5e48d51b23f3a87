import type { Awaited, RunState, RunStepTask, WaitTask } from '../../../workflows/task.ts';
import type { SmallWorld } from './small-world.ts';

type Target = number | 'end';

interface Wait {
  readonly wait: string;
  readonly on: readonly { readonly event: string; readonly to: Target }[];
  readonly timeout: Target;
}

type Step =
  | { readonly does: string; readonly to: number }
  | { readonly delay: string; readonly to: number }
  | Wait;

/** Two waits with a pause between them, the second in a loop, each with an event that ends the run. */
const steps: readonly Step[] = [
  { does: 'greet', to: 1 },
  {
    wait: 'first',
    on: [
      { event: 'A', to: 2 },
      { event: 'B', to: 'end' },
    ],
    timeout: 3,
  },
  { does: 'thank', to: 3 },
  { delay: 'rest', to: 4 },
  {
    wait: 'second',
    on: [
      { event: 'C', to: 'end' },
      { event: 'A', to: 5 },
    ],
    timeout: 'end',
  },
  { does: 'again', to: 4 },
];

export const awaitsOf = (step: string): readonly Awaited[] => {
  const found = steps.find((each) => 'wait' in each && each.wait === step);
  return found && 'wait' in found
    ? found.on.map(({ event, to }, index) => ({
        event,
        ...(to === 'end' && { last: true }),
        ...(index > 0 && { error: `Came: ${event}` }),
      }))
    : [];
};

type Answer = { readonly matched: number } | { readonly error: string };

/** Thrown where an execution was stopped from outside. */
class Stopped extends Error {}

const retries = 3;

/** An execution of the small journey, as far as the functions can tell it from Step Functions'. */
export class Execution {
  status: 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'ABORTED' = 'RUNNING';
  /** The token of the task that is waited for. */
  token: string | undefined;
  readonly name: string;
  readonly arn: string;
  readonly #world: SmallWorld;
  readonly #run: RunState['run'];
  #at = 0;
  #visit = 0;
  #tokens = 0;
  #timedOut = false;
  #answered: ((answer: Answer) => void) | undefined;

  constructor(world: SmallWorld, run: RunState['run'], arn: string) {
    this.#world = world;
    this.#run = run;
    this.name = run.id;
    this.arn = arn;
    void this.#live();
  }

  get description() {
    return { status: this.status, stopDate: this.status === 'RUNNING' ? undefined : new Date(0) };
  }

  answer(answer: Answer): void {
    const answered = this.#answered;
    this.token = undefined;
    this.#answered = undefined;
    answered?.(answer);
  }

  /** The time of the wait that it is in has come; false when it is in none. */
  timeOut(): boolean {
    if (this.token === undefined) return false;
    this.answer({ error: 'States.Timeout' });
    return true;
  }

  stop(): void {
    if (this.status !== 'RUNNING') return;
    this.status = 'ABORTED';
    this.answer({ error: 'Stopped' });
  }

  redrive(): void {
    if (this.status !== 'FAILED') return;
    this.status = 'RUNNING';
    void this.#live();
  }

  async #live(): Promise<void> {
    try {
      for (let next: Target | undefined = this.#at; next !== 'end'; ) {
        this.#at = next;
        next = await this.#step(steps[next] as Step);
      }
      if (this.status === 'RUNNING') this.status = 'SUCCEEDED';
    } catch (error) {
      if (this.status !== 'RUNNING') return;
      this.status = (error as Error).name === 'Exited' ? 'SUCCEEDED' : 'FAILED';
    }
  }

  async #step(step: Step): Promise<Target> {
    if (this.status !== 'RUNNING') throw new Stopped('stopped');
    const next = await this.#goOn(step);
    this.#visit += 1;
    return next;
  }

  async #goOn(step: Step): Promise<Target> {
    if ('does' in step) {
      await this.#perform({ kind: 'branch', cases: [], ...this.#common(step.does) });
      return step.to;
    }
    const [id, awaits] = 'wait' in step ? [step.wait, awaitsOf(step.wait)] : [step.delay, []];
    const answer = this.#timedOut ? 'timed out' : await this.#wait(id, awaits);
    if (!('wait' in step)) return step.to;
    if (answer !== 'timed out') return step.on[answer]?.to ?? 'end';
    // From here on a redrive takes up the time-out's task, not the wait.
    this.#timedOut = true;
    const last = step.timeout === 'end' && { last: true };
    try {
      await this.#perform({ kind: 'waitTimedOut', awaits, ...this.#common(id), ...last });
      this.#timedOut = false;
      return step.timeout;
    } catch (error) {
      if ((error as Error).name !== 'Matched') throw error;
      this.#timedOut = false;
      return this.#goOn(step);
    }
  }

  /** Enters a wait, and again when its registration dies. */
  async #wait(step: string, awaits: readonly Awaited[]): Promise<number | 'timed out'> {
    for (let attempt = 0; ; attempt += 1) {
      this.#tokens += 1;
      const token = `${this.name}/${this.#tokens}`;
      this.token = token;
      const answered = new Promise<Answer>((resolve) => {
        this.#answered = resolve;
      });
      const task: WaitTask = {
        kind: 'wait',
        token,
        until: '2027-01-01T00:00:00Z',
        awaits,
        ...this.#common(step),
      };
      // A registration that is slower than its time-out goes on behind the execution's back.
      const died = this.#world.perform(task).then(
        () => answered,
        (error: Error) => ({ error: error.name }),
      );
      const answer = await Promise.race([answered, died]);
      this.token = undefined;
      if ('matched' in answer) return answer.matched;
      const { error } = answer;
      const came = awaits.findIndex((each) => each.error === error);
      if (came >= 0) return came;
      if (error === 'States.Timeout') return 'timed out';
      if (this.status !== 'RUNNING') throw new Stopped('stopped');
      if (error !== 'Died' || attempt >= retries) throw Object.assign(new Error(error), { name: error });
    }
  }

  async #perform(task: RunStepTask): Promise<void> {
    for (let attempt = 0; ; attempt += 1) {
      try {
        await this.#world.perform(task);
        break;
      } catch (error) {
        if ((error as Error).name !== 'Died' || attempt >= retries) throw error;
      }
    }
    if (this.status !== 'RUNNING') throw new Stopped('stopped');
  }

  #common(step: string) {
    return { run: this.#run, step, visit: this.#visit, events: {} };
  }
}
