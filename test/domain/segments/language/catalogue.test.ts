import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { inOrder, misreading } from '../../../../domain/segments/language/order.ts';
import { forget, remember } from '../../../../domain/segments/language/remember.ts';
import { compileSegment, segmentFields, segmentId } from '../../../../domain/segments/language/segment.ts';
import { learned, touched } from '../../../../domain/segments/language/touched.ts';
import { complaints } from '../../../../workflows/sentences.ts';
import { anEvent, aProfile, aSegment } from './a-person.ts';

const at = '2026-11-22T12:00:00.000Z';
const adults = aSegment({ trait: 'age', is: { gte: 18 } }, 'adults');
const regulars = aSegment({ did: 'Appointment Completed', times: { gte: 2 } }, 'regulars');
const best = aSegment({ all: [{ segment: 'adults' }, { segment: 'regulars' }] }, 'best');
const today = aSegment({ did: 'Page Viewed', within: { days: 0 } }, 'today');
const all = inOrder([best, today, adults, regulars]);

describe('segments that read one another', () => {
  it('stand behind those that they read', () => {
    expect(all.map(({ id }) => id)).toEqual(['adults', 'regulars', 'best', 'today']);
  });

  it('never read themselves, however far around', () => {
    const circle = aSegment({ any: [{ segment: 'best' }, { trait: 'vip', is: true }] }, 'adults');
    expect(misreading(circle, [best, adults, regulars])).toBe(
      'reads itself in a circle: adults reads best, best reads adults; take one of them out',
    );
    expect(misreading(best, [adults, regulars])).toBeUndefined();
  });

  it('read none that is not there', () => {
    expect(misreading(best, [adults])).toMatch('reads the segment regulars, and there is none');
  });
});

describe('an event touches', () => {
  const ids = (event: Omit<Parameters<typeof anEvent>[0], 'at'>) =>
    touched(all, anEvent({ ...event, at }), []).map(({ id }) => id);

  it('the segments that read what it changed, and those that read them', () => {
    expect(ids({ name: 'Identified', traits: { age: 20 } })).toEqual(['adults', 'best']);
    expect(ids({ name: 'Appointment Completed' })).toEqual(['regulars', 'best']);
    expect(ids({ name: 'Offer Claimed' })).toEqual([]);
  });

  it('nothing when it was refused', () => {
    expect(ids({ name: 'Appointment Completed', refused: 'twice' })).toEqual([]);
  });

  it('what counts in days when it moves the person to another zone', () => {
    expect(ids({ name: 'Identified', traits: { timezone: 'Asia/Tokyo' } })).toEqual(['today']);
    const phone = learned(aProfile(), aProfile({ identifiers: { phone: ['+81312345678'] } }));
    expect(touched(all, anEvent({ at, name: 'Identified' }), phone)).toEqual([today]);
  });
});

describe('the memory', () => {
  it('stays the very same for events that no leaf hears', () => {
    const memory = remember({}, regulars.leaves, anEvent({ at, name: 'Appointment Completed' }));
    expect(Object.keys(memory)).toEqual([regulars.leaves[0]?.hash]);
    expect(remember(memory, regulars.leaves, anEvent({ at, name: 'Page Viewed' }))).toBe(memory);
  });

  it('is rid of what no leaf needs any more', () => {
    const memory = remember({}, regulars.leaves, anEvent({ at, name: 'Appointment Completed' }));
    expect(forget(memory, regulars.leaves)).toBe(memory);
    expect(forget(memory, today.leaves)).toEqual({});
  });
});

const schema = z.strictObject({ id: segmentId, ...segmentFields });

describe('what is written wrong', () => {
  const wrong = (where: unknown) => {
    const body = { id: 'test', name: 'Test', where };
    const result = z.safeParse(schema, body);
    return result.success ? [] : complaints(result.error, body).map(({ reason }) => reason);
  };

  it.each([
    [{ all: [] }, 'where.all: must be a list of conditions that is not empty'],
    [{ did: 'A', withn: { days: 3 } }, 'where: unknown field "withn"; remove it'],
    [
      { any: [{ trait: 'age', is: { gte: true } }] },
      /^where\.any\.0\.is: gte: must be a number or text; comparisons are in, not/,
    ],
    [{ all: [{ didd: 'A' }] }, /^where\.all\.0: ".*" is no condition; it must have one of: trait, /],
    [{ did: 'A', within: { days: -1 } }, 'where.within.days: is -1; must be at least 0'],
    [{ did: 'A', within: {} }, 'where.within: must be {"days": 30} or {"hours": 48}, one of them'],
    [{ not: { segment: 'Best' } }, 'where.not.segment: must be lower-case letters, digits and single dashes'],
    [{ did: 'A', times: { gte: 3, lte: 2 } }, 'where.times: at least 3 and at most 2 is never; swap them'],
    [
      { sequence: [{ did: 'A' }, { didNot: 'B' }, { did: 'C' }] },
      'where.sequence: only the last step may be a "didNot"',
    ],
    [{ sequence: [{ did: 'A' }] }, 'where.sequence: must have 2 to 5 steps'],
    [{ of: 'A', is: 3 }, 'where: must measure a property by one of: sum, average, min, max'],
    [{ last: 'A', ago: {} }, /^where\.ago: must have "moreThan" or "atMost" or both/],
    [
      { place: { country: 'Atlantis' } },
      'where.place.country: unknown country "Atlantis"; use its ISO code, such as US',
    ],
    [{ near: 'centre' }, 'where: must have "km" or "miles", as {"near": "centre", "km": 10}'],
    [
      { consent: { channel: 'mail', topic: 'offers' } },
      /^where\.consent\.channel: unknown "mail"; must be one of: email/,
    ],
    [{ trait: 'age', is: {} }, 'where.is: must compare with something, as {"gte": 18}'],
    [{ did: 'A', times: {} }, /^where\.times: must be a whole number up to 100/],
    [{ points: {} }, /^where\.points: must be a number, or bounds/],
    [{ trait: 'a..b', is: 1 }, 'where.trait: must be a name, or names with dots between them'],
    [
      { did: 'A', within: { days: 1 }, since: '2026-01-01' },
      'where: has both "within" and "since" or "until"; keep one of them',
    ],
  ])('%j', (where, sentence) => {
    expect(wrong(where)).toEqual([
      expect.stringMatching(sentence instanceof RegExp ? sentence : `^${RegExp.escape(sentence)}$`),
    ]);
  });

  it('says of a segment that asks too much how much it may ask', () => {
    const deep = Array.from({ length: 9 }).reduce<unknown>((inner) => ({ not: inner }), { segment: 'a' });
    expect(wrong(deep)).toEqual([expect.stringMatching(/deep in other conditions; 8 are allowed$/)]);
    const wide = { any: Array.from({ length: 51 }, (_, index) => ({ segment: `s-${index}` })) };
    expect(wrong(wide)).toEqual([expect.stringMatching('asks more than 50 questions')]);
    const bottomless = JSON.parse(`${'['.repeat(20_000)}${']'.repeat(20_000)}`);
    expect(wrong({ trait: 'a', is: bottomless })).toEqual([
      'where: nests deeper than 50 levels; make it flatter',
    ]);
    const long = { trait: 'a', is: { in: [`${'x'.repeat(17_000)}`] } };
    expect(wrong(long)).toEqual([expect.stringMatching('bytes of JSON; a segment may have 16384')]);
  });

  it('says that nobody knows where the centre is', () => {
    const document = { id: 'a', name: 'A', version: 1, where: { not: { near: 'centre' as const, km: 1 } } };
    expect(compileSegment(document, {})).toEqual({
      ok: false,
      complaints: [
        {
          field: 'where.not.near',
          reason:
            'where.not.near: nobody knows where the centre is; add its "location" to centre.json, or name a place',
        },
      ],
    });
  });

  it('takes what is right as it is', () => {
    const where = { all: [{ trait: 'age', is: { gte: 18 } }, { not: { did: 'Page Viewed' } }] };
    expect(wrong(where)).toEqual([]);
    expect(z.parse(schema, { id: 'a', name: 'A', where })).toEqual({ id: 'a', name: 'A', where });
  });
});
