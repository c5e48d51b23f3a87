import { parseCron } from './cron.ts';
import { instantOf, isZone } from './zone.ts';

/** When a schedule is due. */
export interface Expression {
  readonly once: boolean;
  /**
   * The first due time after `after`, in milliseconds since 1970; undefined when there is none.
   * @param origin from where rates count: a multiple of the rate after it, itself included.
   */
  next(after: number, origin: number): number | undefined;
}

const UNIT_MS: Readonly<Record<string, number>> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };

/** Reads `at(…)`, `rate(…)` or `cron(…)` in an IANA time zone; undefined for text that AWS would not take. */
export function parseExpression(text: string, zone: string): Expression | undefined {
  if (!isZone(zone)) return undefined;
  const [, kind, inner = ''] = /^(at|rate|cron)\((.*)\)$/.exec(text) ?? [];
  if (kind === 'at') return parseAt(inner, zone);
  if (kind === 'rate') return parseRate(inner);
  return kind === 'cron' ? parseCron(inner, zone) : undefined;
}

function parseAt(inner: string, zone: string): Expression | undefined {
  const match = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)$/.exec(inner);
  if (!match) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match.slice(1).map(Number);
  const due = instantOf({ year, month, day, hour, minute, second }, zone, 'shift');
  return due === undefined ? undefined : { once: true, next: (after) => (due > after ? due : undefined) };
}

/** A day is 24 hours, whatever clocks do. */
function parseRate(inner: string): Expression | undefined {
  const match = /^([1-9]\d*) (minute|hour|day)(s?)$/.exec(inner);
  if (!match) return undefined;
  const [, count = '', unit = '', plural] = match;
  if ((count === '1') !== (plural === '')) return undefined;
  const period = Number(count) * (UNIT_MS[unit] ?? 0);
  return {
    once: false,
    next: (after, origin) =>
      after < origin ? origin : origin + (Math.floor((after - origin) / period) + 1) * period,
  };
}
