/** What a clock shows: the date as 2026-11-24, the minute of the day, and the day of the week in English, lower case. */
export interface Shown {
  readonly date: string;
  readonly minute: number;
  readonly weekday: string;
}

const formats = new Map<string, Intl.DateTimeFormat>();

const formatFor = (zone: string): Intl.DateTimeFormat => {
  const made =
    formats.get(zone) ??
    new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      weekday: 'long',
    });
  formats.set(zone, made);
  return made;
};

/** Told by Intl, which the rules under test do not ask. */
export function shown(at: number, zone: string): Shown {
  const parts = Object.fromEntries(
    formatFor(zone)
      .formatToParts(at)
      .map(({ type, value }) => [type, value]),
  );
  return {
    date: `${parts.year}-${parts.month}-${parts.day}`,
    minute: Number(parts.hour) * 60 + Number(parts.minute),
    weekday: String(parts.weekday).toLowerCase(),
  };
}

const dayBefore = (date: string): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
const weekdayOf = (date: string): string => shown(Date.parse(`${date}T12:00:00Z`), 'UTC').weekday;

interface Hours {
  readonly from: string;
  readonly to: string;
  readonly days?: readonly string[] | undefined;
  readonly dates?: readonly string[] | undefined;
}

const minutes = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

/** Quiet hours read as a person reads them off the wall. */
export function isQuiet({ from, to, days, dates }: Hours, at: number, zone: string): boolean {
  const { date, minute } = shown(at, zone);
  const begins = (on: string) =>
    (!days && !dates) || (days?.includes(weekdayOf(on)) ?? false) || (dates?.includes(on) ?? false);
  const [start, end] = [minutes(from), minutes(to)];
  if (end > start) return begins(date) && minute >= start && minute < end;
  return (begins(date) && minute >= start) || (begins(dayBefore(date)) && minute < end);
}
