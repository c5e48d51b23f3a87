import { describe, expect, it } from 'vitest';
import type { RecordedEvent } from '../../../../domain/events/recorded-event.ts';
import { evaluate } from '../../../../domain/segments/language/evaluate.ts';
import { explain, linesOf } from '../../../../domain/segments/language/explain.ts';
import { personView } from '../../../../domain/segments/language/person-view.ts';
import { remember } from '../../../../domain/segments/language/remember.ts';
import { anEvent, aProfile, aSegment } from './a-person.ts';

interface Asked {
  readonly traits?: Readonly<Record<string, unknown>>;
  readonly events?: readonly RecordedEvent[];
  readonly segments?: readonly string[];
  readonly at: string;
}

function ask(where: unknown, { traits = {}, events = [], segments = [], at }: Asked) {
  const segment = aSegment(where);
  const memory = events.reduce((known, event) => remember(known, segment.leaves, event), {});
  const view = personView(aProfile({ traits }), new Set(segments), 'America/New_York', new Date(at));
  return {
    ...evaluate(segment, view, memory, new Date(at)),
    lines: linesOf(explain(segment, view, memory, new Date(at))),
  };
}

const visit = (at: string, seq = 1) => anEvent({ name: 'Appointment Completed', at, seq });

describe('what people did', () => {
  it('turns true by itself when the day begins on which the last visit is too long ago', () => {
    const where = { didNot: 'Appointment Completed', within: { days: 30 } };
    const events = [visit('2026-11-01T15:00:00.000Z')];
    expect(ask(where, { events, at: '2026-11-20T00:00:00Z' })).toMatchObject({
      in: false,
      changesAt: '2026-12-02T05:00:00.000Z',
    });
    expect(ask(where, { events, at: '2026-12-02T05:00:00.000Z' })).toMatchObject({ in: true });
  });

  it('counts, and says what it counted', () => {
    const where = { did: 'Appointment Completed', times: { gte: 2 }, within: { days: 90 } };
    const events = [visit('2026-10-02T15:00:00.000Z')];
    expect(ask(where, { events, at: '2026-11-20T00:00:00Z' })).toMatchObject({
      in: false,
      lines: ['✗ completed an appointment at least 2 times in the last 90 days: 1 time (2026-10-02)'],
    });
    expect(
      ask(where, { events: [...events, visit('2026-11-02T15:00:00.000Z', 2)], at: '2026-11-20T00:00:00Z' }),
    ).toMatchObject({ in: true, changesAt: '2027-01-01T05:00:00.000Z' });
  });
});
