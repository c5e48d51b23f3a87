import type { Run } from '../../../asl/run/run.ts';
import type { ServiceContext } from '../../../service.ts';
import { namedUuid } from '../../unique-id.ts';
import type { Executions } from '../executions.ts';
import { executionArn } from '../names.ts';
import type { MapRunRow, MapRuns, WaitingInput } from './map-runs.ts';

/** What starts and moves executions. */
export interface Executor {
  start(execution: number): void;
  redrive(execution: number): void;
  change(execution: number, apply: (run: Run) => void): void;
  /** Executions that are being worked on right now. */
  readonly atWork: number;
  roleArn(revision: number): string;
}

/** The executions of Map runs. */
export class Children {
  readonly #context: ServiceContext;
  readonly #mapRuns: MapRuns;
  readonly #executions: Executions;
  readonly #executor: Executor;

  constructor(context: ServiceContext, mapRuns: MapRuns, executions: Executions, executor: Executor) {
    this.#context = context;
    this.#mapRuns = mapRuns;
    this.#executions = executions;
    this.#executor = executor;
  }

  /** An input becomes an execution, in one transaction. Its name is its place's, so that nothing repeats one. */
  start({ id, arn, machine, revision }: MapRunRow, input: WaitingInput): void {
    const { clock, store } = this.#context;
    const name = namedUuid(`${arn} ${input.place}`);
    store.transaction(() => {
      const execution = this.#executions.add({
        arn: executionArn(machine, name),
        machine,
        version: null,
        alias: null,
        name,
        revision,
        input: input.text,
        started: clock.now(),
      });
      this.#mapRuns.startChild(id, input, execution);
      this.#executor.start(execution);
    });
  }

  redrive(execution: number): void {
    const { clock, store } = this.#context;
    store.transaction(() => {
      this.#executions.redrive(execution, clock.now());
      this.#executor.redrive(execution);
    });
  }

  /** Stops those of a Map run that run. */
  stop(mapRun: number): void {
    for (const execution of this.#mapRuns.children(mapRun, 'RUNNING'))
      this.#executor.change(execution, (run) => run.chronicle.finish({ status: 'ABORTED' }));
  }
}
