import { wallClock } from '../timing/wall-clock.ts';

/** The day, as 2026-11-24, that the business's calendar shows at a moment (ISO 8601). */
export const businessDay = (at: string, zone: string): string =>
  new Date(wallClock(Date.parse(at), zone)).toISOString().slice(0, 10);
