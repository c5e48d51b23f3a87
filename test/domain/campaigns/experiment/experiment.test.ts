import { describe, expect, it } from 'vitest';
import { type Arm, compare } from '../../../../domain/campaigns/experiment/compare.ts';
import { holm } from '../../../../domain/campaigns/experiment/holm.ts';
import { newcombe } from '../../../../domain/campaigns/experiment/newcombe.ts';
import { quantile, upperTail } from '../../../../domain/campaigns/experiment/normal.ts';
import { sampleSize } from '../../../../domain/campaigns/experiment/sample-size.ts';
import { pValue } from '../../../../domain/campaigns/experiment/significance.ts';
import { wilson } from '../../../../domain/campaigns/experiment/wilson.ts';

const rounded = ({ low, high }: { low: number; high: number }) => [
  Number(low.toFixed(4)),
  Number(high.toFixed(4)),
];

describe('the normal distribution', () => {
  it.each([
    [0, 0.5],
    [1, 0.15865525393145707],
    [1.959963984540054, 0.025],
    [3, 0.0013498980316300957],
    [6, 9.865876450376946e-10],
    [-1, 0.8413447460685429],
  ])('has above %d a share of %d', (z, share) => {
    expect(upperTail(z) / share).toBeCloseTo(1, 10);
  });

  it('gives the usual quantiles', () => {
    expect([0.975, 0.8, 0.5, 0.025].map((p) => quantile(p).toFixed(4))).toEqual([
      '1.9600',
      '0.8416',
      expect.stringMatching(/^-?0\.0000$/),
      '-1.9600',
    ]);
  });
});

describe('intervals', () => {
  it.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])('of %d of %d are those of Newcombe 1998, table I, method 3', (count, of, low, high) => {
    expect(rounded(wilson({ count, of }))).toEqual([low, high]);
  });

  it.each([
    [56, 70, 48, 80, 0.0524, 0.3339],
    [9, 10, 3, 10, 0.1705, 0.809],
    [6, 7, 2, 7, 0.0582, 0.8062],
    [5, 56, 0, 29, -0.0381, 0.1926],
    [0, 10, 0, 20, -0.1611, 0.2775],
    [0, 10, 0, 10, -0.2775, 0.2775],
    [10, 10, 0, 20, 0.6791, 1],
    [10, 10, 0, 10, 0.6075, 1],
  ])('of %d/%d - %d/%d are those of Newcombe 1998, table II, method 10', (a, m, b, n, low, high) => {
    expect(rounded(newcombe({ count: a, of: m }, { count: b, of: n }))).toEqual([low, high]);
  });
});

describe('significance', () => {
  it('is exact where so few are expected that the tables can be counted', () => {
    // One event among 33 people falls on one of the 3 in 3 of 33 tables.
    expect(pValue({ count: 1, of: 30 }, { count: 0, of: 3 })).toBeCloseTo(1, 10);
    expect(pValue({ count: 0, of: 30 }, { count: 1, of: 3 })).toBeCloseTo(3 / 33, 10);
  });

  it('is the "N - 1" chi-squared test elsewhere', () => {
    // 56/70 and 48/80: chi-squared 6.9735 of Pearson's, times 149/150.
    const pearson = (150 * (56 * 32 - 48 * 14) ** 2) / (70 * 80 * 104 * 46);
    expect(pValue({ count: 56, of: 70 }, { count: 48, of: 80 })).toBeCloseTo(
      2 * upperTail(Math.sqrt((pearson * 149) / 150)),
      12,
    );
  });

  it('finds nothing where nobody did anything, or everybody', () => {
    expect([
      pValue({ count: 0, of: 9 }, { count: 0, of: 9 }),
      pValue({ count: 9, of: 9 }, { count: 9, of: 9 }),
      pValue({ count: 1, of: 9 }, { count: 0, of: 0 }),
    ]).toEqual([1, 1, 1]);
  });

  it('is adjusted by Holm in the order of the p-values', () => {
    expect(holm([0.01, 0.04, 0.03, 0.005]).map((p) => Number(p.toFixed(4)))).toEqual([
      0.03, 0.06, 0.06, 0.02,
    ]);
  });
});

describe('sample size', () => {
  it.each([
    [0.65, 0.85, 73],
    [0.5, 0.6, 388],
    [0.1, 0.15, 686],
    [0.05, 0.1, 435],
  ])('to tell %d from %d is %d in each group', (one, other, people) => {
    expect(sampleSize({ one, other })).toBe(people);
  });

  it('is without end where there is no difference', () => {
    expect(sampleSize({ one: 0.1, other: 0.1 })).toBe(Number.POSITIVE_INFINITY);
  });
});

/** Numbers that look random and are the same each time (mulberry32). */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

describe('an experiment', () => {
  const random = generator(2026);
  const arm = (id: string, of: number, rate: number): Arm => {
    let count = 0;
    for (let person = 0; person < of; person += 1) if (random() < rate) count += 1;
    return { id, count, of };
  };

  it('calls a difference real in about one of twenty experiments in which there is none, also with three arms', () => {
    const tries = 2_000;
    const wrong = (arms: () => Arm[]): number => {
      let found = 0;
      for (let each = 0; each < tries; each += 1)
        if (compare(arms(), true).some(({ verdict }) => verdict === 'real')) found += 1;
      return found / tries;
    };
    expect(wrong(() => [arm('A', 900, 0.1), arm('hold-out', 100, 0.1)])).toBeGreaterThan(0.03);
    expect(wrong(() => [arm('A', 900, 0.1), arm('hold-out', 100, 0.1)])).toBeLessThan(0.065);
    expect(wrong(() => [arm('A', 450, 0.08), arm('B', 450, 0.08), arm('hold-out', 100, 0.08)])).toBeLessThan(
      0.065,
    );
  });

  it('sees a real difference four times in five with as many people as it says are needed', () => {
    const people = sampleSize({ one: 0.1, other: 0.15 });
    let seen = 0;
    for (let each = 0; each < 400; each += 1)
      if (compare([arm('A', people, 0.15), arm('hold-out', people, 0.1)], true)[0]?.verdict === 'real')
        seen += 1;
    expect(seen / 400).toBeGreaterThan(0.74);
    expect(seen / 400).toBeLessThan(0.86);
  });

  it('says nothing before its day, however large the difference looks', () => {
    const arms = [
      { id: 'A', count: 90, of: 100 },
      { id: 'hold-out', count: 1, of: 100 },
    ];
    expect(compare(arms, false)).toMatchObject([{ verdict: 'too-early', difference: 0.89 }]);
    expect(compare(arms, true)).toMatchObject([{ verdict: 'real' }]);
  });

  it('compares every arm with every other that has people', () => {
    const arms = [
      { id: 'A', count: 3, of: 10 },
      { id: 'B', count: 3, of: 10 },
      { id: 'C', count: 0, of: 0 },
      { id: 'hold-out', count: 1, of: 10 },
    ];
    expect(compare(arms, true).map(({ one, other, needed }) => [one, other, needed])).toEqual([
      ['A', 'B', null],
      ['A', 'hold-out', { one: 62, other: 62 }],
      ['B', 'hold-out', { one: 62, other: 62 }],
    ]);
  });
});
