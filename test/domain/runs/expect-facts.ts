import { expect } from 'vitest';
import type { RecordedEvent } from '../../../domain/events/recorded-event.ts';
import type { Journey } from '../../../workflows/journey.ts';
import { awaitsOf } from './execution.ts';
import type { Fact } from './small-world.ts';

/** A run as a person with paper and pencil would follow it. */
class Followed {
  floor: number;
  over = false;
  readonly #spent = new Set<number>();

  constructor(entry: number) {
    this.floor = entry;
  }

  /** The earliest event that a wait for these would take. */
  earliest(recorded: readonly RecordedEvent[], names: readonly string[]): RecordedEvent | undefined {
    return recorded.find(
      ({ seq, name }) => seq > this.floor && !this.#spent.has(seq) && (name === 'X' || names.includes(name)),
    );
  }

  spend(seq: number): void {
    this.#spent.add(seq);
  }

  passTo(floor: number): void {
    this.floor = floor;
    this.#spent.clear();
  }
}

/** Goes through what happened, one write after another, and checks each against the rules. */
export function expectRules(facts: readonly Fact[], reEntry: Journey['reEntry']): void {
  const recorded: RecordedEvent[] = [];
  const followed = new Map<string, Followed>();
  const open = new Set<string>();
  let failures = 0;
  for (const fact of facts) {
    if (fact.kind === 'recorded') {
      const { seq, name, starts = [], stops = [] } = fact.event;
      recorded.push(fact.event);
      expect(seq).toBe(recorded.length);
      if (failures === 0 && name === 'E') {
        expect(starts.length, `${seq}: starts`).toBe(open.size > 0 && reEntry !== 'restart' ? 0 : 1);
        expect([...stops], `${seq}: stops`).toEqual(reEntry === 'restart' ? [...open] : []);
      }
      for (const id of stops) open.delete(id);
      for (const id of starts) {
        open.add(id);
        followed.set(id, new Followed(seq));
      }
      continue;
    }
    const run = followed.get(fact.run.id) as Followed;
    expect(run.over, `${fact.run.id} goes on after its end`).toBe(false);
    if (fact.kind === 'decided') {
      const { wait, floor } = fact.run;
      const names = awaitsOf(wait?.step ?? '').map(({ event }) => event);
      const earliest = run.earliest(recorded, names);
      if (fact.outcome.kind === 'timedOut') {
        expect(earliest, `${wait?.step} timed out in spite of it`).toBeUndefined();
        run.passTo(recorded.length);
      } else {
        expect(fact.outcome.seq, `${wait?.step}: the earliest`).toBe(earliest?.seq);
        expect(fact.outcome.kind).toBe(earliest?.name === 'X' ? 'exited' : 'matched');
        run.spend(fact.outcome.seq);
      }
      expect(floor).toBe(run.floor);
      continue;
    }
    if (fact.status === 'failed') failures += 1;
    else run.over = true;
    if (fact.status === 'exited' && fact.run.wait?.outcome?.kind !== 'exited')
      expect(run.earliest(recorded, [])?.name).toBe('X');
    open.delete(fact.run.id);
  }
}
