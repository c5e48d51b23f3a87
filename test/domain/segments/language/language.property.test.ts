import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fold } from '../../../../domain/people/fold.ts';
import type { Profile } from '../../../../domain/people/profile.ts';
import { evaluate } from '../../../../domain/segments/language/evaluate.ts';
import { explain } from '../../../../domain/segments/language/explain.ts';
import type { Memory } from '../../../../domain/segments/language/memory/recollection.ts';
import { inOrder } from '../../../../domain/segments/language/order.ts';
import { personView } from '../../../../domain/segments/language/person-view.ts';
import { remember } from '../../../../domain/segments/language/remember.ts';
import type { CompiledSegment } from '../../../../domain/segments/language/segment.ts';
import { learned, touched } from '../../../../domain/segments/language/touched.ts';
import { aProfile, aSegment } from './a-person.ts';
import { type History, history, looks, segments } from './arbitrary.ts';
import { holds, type Told } from './model.ts';

const timezone = 'America/New_York';

/** Memberships as they are kept: asked again only when an event touches a segment, or its moment has come. */
class Kept {
  profile: Profile = aProfile();
  memory: Memory = {};
  readonly in = new Set<string>();
  readonly #segments: readonly CompiledSegment[];
  readonly #due = new Map<string, number>();

  constructor(all: readonly CompiledSegment[]) {
    this.#segments = all;
    for (const { id } of all) this.#due.set(id, Number.NEGATIVE_INFINITY);
  }

  /** The next moment at which somebody has to look. */
  get next(): number {
    return Math.min(Number.POSITIVE_INFINITY, ...this.#due.values());
  }

  record({ event, identifier }: History['events'][number]): void {
    this.passTo(Date.parse(event.at));
    const before = this.profile;
    this.profile = fold(before, event, identifier && { [identifier]: `${identifier}-${event.seq}` });
    const leaves = this.#segments.flatMap((segment) => segment.leaves);
    this.memory = remember(this.memory, leaves, event);
    const asked = touched(this.#segments, event, learned(before, this.profile));
    this.#look(new Date(event.at), new Set(asked.map(({ id }) => id)));
  }

  passTo(at: number): void {
    while (this.next <= at)
      this.#look(new Date(Math.max(this.next, Date.parse(this.profile.createdAt))), new Set());
  }

  #look(at: Date, asked: ReadonlySet<string>): void {
    const changed = new Set<string>();
    for (const segment of this.#segments) {
      const { id, reads } = segment;
      const isDue = (this.#due.get(id) ?? Number.POSITIVE_INFINITY) <= at.getTime();
      if (!isDue && !asked.has(id) && !reads.segments.some((each) => changed.has(each))) continue;
      const view = personView(this.profile, this.in, timezone, at);
      const { in: isIn, changesAt } = evaluate(segment, view, this.memory, at);
      expect(explain(segment, view, this.memory, at).holds).toBe(isIn);
      if (changesAt !== undefined) {
        expect(Date.parse(changesAt)).toBeGreaterThan(at.getTime());
        expect(evaluate(segment, view, this.memory, new Date(changesAt)).in).toBe(!isIn);
      }
      if (isIn !== this.in.has(id)) changed.add(id);
      if (isIn) this.in.add(id);
      else this.in.delete(id);
      this.#due.set(id, changesAt === undefined ? Number.POSITIVE_INFINITY : Date.parse(changesAt));
    }
  }
}

it('memberships are those that the whole history makes, at every moment, whatever is remembered and whenever one looks', () => {
  fc.assert(
    fc.property(segments, history, looks, (written, { events }, parts) => {
      const all = inOrder(Object.entries(written).map(([id, where]) => aSegment(where, id)));
      const kept = new Kept(all);
      const identifiers = new Map(
        events.flatMap(({ event, identifier }) => (identifier ? [[event.seq, identifier] as const] : [])),
      );
      for (const [index, entry] of events.entries()) {
        kept.record(entry);
        const now = Date.parse(entry.event.at);
        const following = events[index + 1];
        const end = following ? Date.parse(following.event.at) : now + 40 * 86_400_000;
        const moments = [
          now,
          ...parts.map((part) => Math.floor(now + part * (end - now))).toSorted((a, b) => a - b),
        ];
        for (const moment of moments) {
          if (moment > now && moment >= end) continue;
          const around = kept.next > now && kept.next < moment ? [kept.next - 1, kept.next] : [];
          for (const at of [...around, moment]) {
            // Of several events of one moment, what counts is how it is after the last.
            if (following && Date.parse(following.event.at) <= at) continue;
            kept.passTo(at);
            const told: Told = {
              events: events.slice(0, index + 1).map(({ event }) => event),
              identifiers,
              at,
              segments: written,
            };
            for (const { id } of all) {
              const model = holds(written[id as keyof typeof written], told);
              if (model !== kept.in.has(id))
                expect.fail(`${new Date(at).toISOString()} ${id}: ${model ? 'in' : 'out'} it should be`);
            }
          }
        }
      }
    }),
    { numRuns: 400 },
  );
});
