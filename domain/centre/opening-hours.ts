import * as z from 'zod/mini';

/** One stretch in which the centre is open, in minutes since midnight by the wall clock there. */
export interface OpenStretch {
  readonly from: number;
  readonly to: number;
}

/** In the order of ISO 8601: Monday is 1, so a day of the week finds its name at its number less one. */
export const weekdays = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const;

const form = /^([01]\d|2[0-3]):([0-5]\d)-(?:([01]\d|2[0-3]):([0-5]\d)|(24):(00))$/;

function stretchOf(text: string): OpenStretch | undefined {
  const [, fromHour, fromMinute, toHour, toMinute, lastHour] = form.exec(text) ?? [];
  const from = Number(fromHour) * 60 + Number(fromMinute);
  const to = Number(toHour ?? lastHour) * 60 + Number(toMinute ?? 0);
  return from < to ? { from, to } : undefined;
}

const stretch = z.pipe(
  z
    .string()
    .check(
      z.refine(
        (text) => stretchOf(text) !== undefined,
        'must be HH:MM-HH:MM, the end after the start, such as "08:00-12:00"; 24:00 is the end of a day',
      ),
    ),
  z.transform((text): OpenStretch => stretchOf(text) ?? { from: 0, to: 0 }),
);

const day = z
  .array(stretch)
  .check(
    z.refine(
      (stretches) => stretches.every(({ from }, index) => index === 0 || from >= stretches[index - 1]!.to),
      'must be in order and must not overlap',
    ),
  );

/** Opening hours by weekday; an empty list for a day on which the centre is closed. */
export const openingHours = z.strictObject({
  monday: day,
  tuesday: day,
  wednesday: day,
  thursday: day,
  friday: day,
  saturday: day,
  sunday: day,
});
