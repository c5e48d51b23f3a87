import type { RecordedEvent } from '../domain/events/recorded-event.ts';
import { newProfile } from '../domain/people/fold.ts';
import { evaluate } from '../domain/segments/language/evaluate.ts';
import type { Memory } from '../domain/segments/language/memory/recollection.ts';
import { personView } from '../domain/segments/language/person-view.ts';
import { remember } from '../domain/segments/language/remember.ts';
import { type CompiledSegment, compileSegment } from '../domain/segments/language/segment.ts';
import { touched } from '../domain/segments/language/touched.ts';
import type { Figure } from './figure.ts';

const day = 86_400_000;
const begin = Date.parse('2026-01-01T15:00:00Z');

/** Regulars of a service who stayed away, may be written to, and clicked after they claimed something. */
const segmentOf = (index: number): CompiledSegment => {
  const service = `service-${index}`;
  const compiled = compileSegment(
    {
      id: `bench-${index}`,
      name: service,
      version: 1,
      where: {
        all: [
          { did: 'Appointment Completed', where: { service }, times: { gte: 2 }, within: { days: 180 } },
          { didNot: 'Appointment Booked', where: { service }, within: { days: 30 } },
          {
            sum: 'amount',
            of: 'Appointment Completed',
            where: { service },
            within: { days: 365 },
            is: { gte: 100 },
          },
          {
            not: {
              sequence: [{ did: 'Offer Claimed', where: { offer: service } }, { did: 'Email Clicked' }],
            },
          },
        ],
      },
    },
    {},
  );
  if (!compiled.ok) throw new Error(compiled.complaints.map(({ reason }) => reason).join('\n'));
  return compiled.segment;
};

/** A visit every nine days, of ten people in turn, each to a service that one of the segments asks for. */
const eventOf = (index: number): RecordedEvent => {
  const at = new Date(begin + Math.floor(index / 10) * 9 * day).toISOString();
  return {
    id: `evt_${index}`,
    person: `per_${index % 10}`,
    key: 'bench',
    messageId: String(index),
    source: 'server',
    type: 'track',
    name: 'Appointment Completed',
    properties: { service: `service-${Math.floor(index / 10) % 7 === 0 ? 1 : 0}`, amount: 59 },
    hops: 0,
    seq: index,
    at,
    timestamp: at,
  };
};

/** What `record-event` computes for an event: what it touches, what is remembered of it, and who is in what. */
function upkeep(segments: readonly CompiledSegment[], events: number): number {
  const leaves = segments.flatMap((segment) => segment.leaves);
  const memories = new Map<string, Memory>();
  let answers = 0;
  for (let index = 0; index < events; index += 1) {
    const event = eventOf(index);
    const at = new Date(event.at);
    const memory = remember(memories.get(event.person) ?? {}, leaves, event);
    memories.set(event.person, memory);
    const profile = { ...newProfile(event.person, event.at), traits: { timezone: 'America/Chicago' } };
    const view = personView(profile, new Set(), 'America/New_York', at);
    for (const segment of touched(segments, event, [])) {
      evaluate(segment, view, memory, at);
      answers += 1;
    }
  }
  return answers;
}

/** How fast a core keeps people's segments, without the table. */
export async function segments(): Promise<Figure[]> {
  const events = 2_000;
  return [1, 200].map((count) => {
    const all = Array.from({ length: count }, (_, index) => segmentOf(index));
    upkeep(all, events / 10);
    const before = process.cpuUsage();
    upkeep(all, events);
    const { user, system } = process.cpuUsage(before);
    return {
      name: `events that change a segment's count, of ${count} segment${count === 1 ? '' : 's'} with 4 conditions`,
      value: events / ((user + system) / 1_000_000),
      unit: 'a second of a core',
    };
  });
}
