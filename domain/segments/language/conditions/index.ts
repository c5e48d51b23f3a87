import { audience } from './audience.ts';
import { consent } from './consent.ts';
import { did, didNot } from './did.ts';
import { has } from './has.ts';
import { inJourney } from './in-journey.ts';
import { measure } from './measure.ts';
import { near } from './near.ts';
import { first, last } from './occurrence.ts';
import { place } from './place.ts';
import { points } from './points.ts';
import { segment } from './segment.ts';
import { sequence } from './sequence.ts';
import { trait } from './trait.ts';

/** Every kind of condition that asks one thing, by the member that it is known by. A new one adds its file and a line here. */
export const kinds = {
  trait,
  place,
  near,
  did,
  didNot,
  last,
  first,
  of: measure,
  sequence,
  segment,
  audience,
  inJourney,
  consent,
  points,
  has,
};
