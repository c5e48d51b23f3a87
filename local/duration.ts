const pattern = /^P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/;
const unitsMs = [7 * 86_400_000, 86_400_000, 3_600_000, 60_000, 1_000] as const;

/**
 * Milliseconds of an ISO 8601 duration of weeks, days, hours, minutes and seconds (`P3D`, `PT48H`); a day is 24
 * hours. Undefined for anything else; years and months have no fixed length.
 */
export function durationMs(text: string): number | undefined {
  const match = pattern.exec(text);
  if (!match || text.endsWith('P') || text.endsWith('T')) return undefined;
  return match.slice(1).reduce((sum, count, unit) => sum + Number(count ?? 0) * unitsMs[unit]!, 0);
}
