import { type Goal, goals } from '../reports/goals.ts';

/** What a campaign may be to bring about: the events that reports count as a business's goals. */
export const goalEvents = Object.keys(goals) as [keyof typeof goals];

/** The name under which reports count an event that is a goal. */
export const goalOf = (event: (typeof goalEvents)[number]): Goal => goals[event];
