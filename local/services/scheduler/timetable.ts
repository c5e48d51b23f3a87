import type { Cancel } from '../../clock.ts';
import type { ServiceContext } from '../../service.ts';
import { parseExpression } from './expression.ts';
import type { Invocations } from './invocations.ts';
import type { Schedule, ScheduleStore } from './schedule-store.ts';
import { invokedAt, windowMs } from './window.ts';

/** Fires schedules when they are due, with one clock timer for the earliest of all. */
export class Timetable {
  readonly #context: ServiceContext;
  readonly #schedules: ScheduleStore;
  readonly #invocations: Invocations;
  #timer: { readonly at: number; readonly cancel: Cancel } | undefined;

  constructor(context: ServiceContext, schedules: ScheduleStore, invocations: Invocations) {
    this.#context = context;
    this.#schedules = schedules;
    this.#invocations = invocations;
    this.#arm();
  }

  /** Keeps a new or changed schedule. A one-time schedule in the past is due now. */
  put(schedule: Schedule): void {
    this.#plan(schedule, this.#firstDue(schedule));
    this.#arm();
  }

  delete(schedule: Schedule): void {
    this.#schedules.delete(schedule);
  }

  #plan(schedule: Schedule, at: number | undefined): void {
    const due = at === undefined ? undefined : invokedAt(schedule, at);
    this.#schedules.put({ ...schedule, planned: due === at ? undefined : at }, due);
  }

  #firstDue(schedule: Schedule): number | undefined {
    const expression = parseExpression(schedule.expression, schedule.zone);
    if (!schedule.enabled || !expression) return undefined;
    if (expression.once) return expression.next(Number.NEGATIVE_INFINITY, 0);
    return this.#dueAfter(schedule, Math.max(schedule.modifiedAt, originOf(schedule)) - 1);
  }

  /** Start and end bound recurring schedules only. */
  #dueAfter(schedule: Schedule, after: number): number | undefined {
    const due = parseExpression(schedule.expression, schedule.zone)?.next(after, originOf(schedule));
    return due === undefined || (schedule.end !== undefined && due > schedule.end) ? undefined : due;
  }

  #arm(): void {
    const next = this.#schedules.nextDue();
    if (next === undefined || (this.#timer && this.#timer.at <= next)) return;
    this.#timer?.cancel();
    this.#timer = { at: next, cancel: this.#context.clock.at(next, () => this.#fire()) };
  }

  /** A recurring schedule that was due several times while the local cloud was off fires once. */
  #fire(): void {
    this.#timer = undefined;
    const now = this.#context.clock.now();
    this.#context.store.transaction(() => {
      for (const { schedule, at } of this.#schedules.due(now)) {
        const planned = schedule.planned ?? at;
        this.#invocations.start(schedule, planned);
        const once = parseExpression(schedule.expression, schedule.zone)?.once;
        // A time that is past may still have its window before it.
        const next = once ? undefined : this.#dueAfter(schedule, Math.max(planned, now - windowMs(schedule)));
        if (next === undefined && schedule.deleteAfter) this.#schedules.delete(schedule);
        else this.#plan(schedule, next);
      }
    });
    this.#arm();
  }
}

/** Rates count from the start date, else from when the schedule was made. */
const originOf = ({ start, createdAt }: Schedule): number => start ?? createdAt;
