import { describe, expect, it } from 'vitest';
import { type Cron, readCron } from '../../../../domain/timing/cron/cron.ts';
import { isFault } from '../../../../domain/timing/cron/numbers.ts';
import { comesAfter, lastTime } from '../../../../domain/timing/cron/times.ts';
import { parseCron } from '../../../../local/services/scheduler/cron.ts';

function cron(text: string): Cron {
  const read = readCron(text);
  if (isFault(read)) throw new Error(`${text}: ${read.fault}`);
  return read;
}

const day = 86_400_000;

describe('a wrong cron expression is refused with what is wrong with which field', () => {
  it.each([
    ['0 9 * * 1', 'has five fields, as Unix has; there are six, the last of them the year'],
    ['0 9 * *', 'must be the six fields minutes, hours, day of month, month, day of week, year'],
    ['0  9 * * ? *', 'with one space between them'],
    ['rate(1 day)', '"rate(1 day)" is a rate; say the times of the clock, as 0 9 * * ? *'],
    ['cron(0 9 * * ? *)', 'leave out "cron(" and ")"'],
    ['at(2026-12-01T09:00:00)', 'is a single time; what recurs has the six fields'],
    ['@daily', '"@daily" has no meaning here'],
    ['60 9 * * ? *', 'minutes: "60" is not one of 0 to 59; write 0, 0,30 or 0/15'],
    ['0 25 * * ? *', 'hours: "25" is not one of 0 to 23; write 9, 9-17 or 8,20'],
    ['0 9am * * ? *', 'hours: "9am" is not one of'],
    ['0 17-9 * * ? *', 'hours: "17-9" runs backwards'],
    ['0 1-2-3 * * ? *', 'hours: "1-2-3" is no range'],
    ['0/0 9 * * ? *', 'minutes: "0/0" has no step behind its "/"'],
    ['*/ 9 * * ? *', 'minutes: "*/" has no step behind its "/"'],
    ['0 9 32 * ? *', 'day of month: "32" is not one of 1 to 31'],
    ['0 9 0 * ? *', 'day of month: "0" is not one of 1 to 31'],
    ['0 9 L-3 * ? *', 'day of month: "L-3": L stands alone, or with W as LW'],
    ['0 9 W * ? *', 'day of month: W stands behind one day of the month, as 15W'],
    ['0 9 1,15W * ? *', 'day of month: W stands behind one day of the month, as 15W'],
    ['0 9 1 13 ? *', 'month: "13" is not one of 1 to 12 or JAN to DEC'],
    ['0 9 1 MAI ? *', 'month: "MAI" is not one of 1 to 12 or JAN to DEC'],
    ['0 9 ? * 0 *', 'day of week: "0" is not one of 1 to 7 or SUN to SAT'],
    ['0 9 ? * FRI-MON *', 'day of week: "FRI-MON" runs backwards'],
    ['0 9 ? * 3#6 *', 'day of week: "3#6": # stands between one day of the week and 1 to 5'],
    ['0 9 ? * 2#1,3#1 *', 'day of week: "2#1,3#1": # stands between one day of the week'],
    ['0 9 ? * 15W *', 'day of week: "15W": W belongs to the day of the month'],
    ['0 9 ? * 8L *', 'day of week: "8L": L stands alone or behind one day of the week'],
    ['0 9 * * * *', 'day of month and day of week: are "*" and "*"; one of them must be "?"'],
    ['0 9 ? * ? *', 'day of month and day of week: are "?" and "?"; one of them must be "?"'],
    ['0 9 1 * MON *', 'day of month and day of week: are "1" and "MON"'],
    ['? 9 1 * ? *', 'minutes: "?" is not one of 0 to 59'],
    ['0 9 1 1 ? 1969', 'year: "1969" is not one of 1970 to 2199'],
    ['0 9 1 1 ? 26', 'year: "26" is not one of 1970 to 2199; write *, 2027 or 2027-2029'],
  ])('%s', (text, says) => {
    expect(readCron(text)).toEqual({ fault: expect.stringContaining(says) });
  });
});

/** Every form that the guide shows, and what the traps are. */
const expressions = [
  '0 9 * * ? *',
  '0/15 8-17 ? * MON-FRI *',
  '*/20 * * * ? 2026-2030',
  '0 0,12 1,15 JAN,jul ? *',
  '30 6 L * ? *',
  '30 6 LW * ? *',
  '0 10 1W * ? *',
  '0 10 31W 2-12/2 ? *',
  '0 9 ? * 6L *',
  '0 9 ? * FRIL 2026/2',
  '0 9 ? * L *',
  '0 9 ? 2 MON#5 *',
  '0 9 ? * 3#2 *',
  '30 2 * 3 ? *',
  '30 1 * 11 ? *',
];

describe('what it means', () => {
  const from = Date.UTC(2026, 0, 1);

  it.each(expressions)('%s comes when the local cloud’s scheduler fires it', (text) => {
    for (const zone of ['America/New_York', 'Australia/Lord_Howe', 'Pacific/Kiritimati', 'UTC']) {
      const clock = parseCron(text, zone);
      for (let at = from; at < from + 3 * 366 * day; at += 123.4 * day) {
        const next = clock?.next(at, 0);
        expect(comesAfter(cron(text), zone, at)).toBe(next !== undefined);
        if (next === undefined) continue;
        expect(lastTime(cron(text), zone, next - 1, next)).toBe(next);
        expect(lastTime(cron(text), zone, next - day, next - 1)).toBe(
          lastOf((after) => clock?.next(after, 0), next - day, next - 1),
        );
      }
    }
  });

  it.each([
    ['0 9 30 2 ? *', 'no February has a 30th'],
    ['0 9 31 4,6,9,11 ? *', 'none of these months has a 31st'],
    ['0 9 29 2 ? 2027', 'that year has none'],
    ['0 9 1 1 ? 2020-2025', 'past'],
    ['30 2 8 3 ? 2026', 'clocks leap over it'],
  ])('%s never comes: %s', (text) => {
    expect(comesAfter(cron(text), 'America/New_York', from)).toBe(false);
  });
});

/** The last of what a clock fires behind a moment and up to another. */
function lastOf(next: (after: number) => number | undefined, after: number, until: number) {
  let last: number | undefined;
  for (let at = next(after); at !== undefined && at <= until; at = next(at)) last = at;
  return last;
}
