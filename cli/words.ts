/** A moment to the minute: `2026-11-24 12:00 UTC`. @param at ISO 8601 in UTC */
export const momentText = (at: string): string => `${at.slice(0, 16).replace('T', ' ')} UTC`;

/** So many of a thing: `1 row`, `2 rows`. */
export const count = (number: number, one: string): string => `${number} ${one}${number === 1 ? '' : 's'}`;

/** A length of time in its two largest units: `5 hours 33 minutes`. */
export function lengthText(seconds: number): string {
  const units = [
    [Math.floor(seconds / 86_400), 'day'],
    [Math.floor(seconds / 3_600) % 24, 'hour'],
    [Math.floor(seconds / 60) % 60, 'minute'],
    [seconds % 60, 'second'],
  ] as const;
  const first = units.findIndex(([number]) => number > 0);
  if (first === -1) return 'less than a second';
  return units
    .slice(first, first + 2)
    .filter(([number]) => number > 0)
    .map(([number, unit]) => count(number, unit))
    .join(' ');
}

/** A share of 1 as `8.3%`. */
export const percent = (share: number): string => `${(share * 100).toFixed(1)}%`;

export const peopleText = (number: number): string => (number === 1 ? '1 person' : `${number} people`);
