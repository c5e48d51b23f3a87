/** An ISO 8601 duration of so many whole milliseconds, as the control takes them. */
export const durationText = (ms: number): string => `PT${Math.max(0, ms) / 1_000}S`;
