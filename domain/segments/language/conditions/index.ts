import { did, didNot } from './did.ts';
import { segment } from './segment.ts';
import { trait } from './trait.ts';

/** Every kind of condition that asks one thing, by the member that it is known by. A new one adds its file and a line here. */
export const kinds = { trait, did, didNot, segment };
