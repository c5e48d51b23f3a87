import type { Upkeep } from './upkeep.ts';

/** Everything that is kept current with each event; a capability that keeps something adds its file and a line here. */
export const upkeepsOver = (): readonly Upkeep[] => [];
