import { eventKey } from '../records.ts';
import type { Key } from '../table.ts';

/**
 * A place on a person's timeline: a sequence number; or one on the timeline of somebody who was merged into that person,
 * `on` theirs.
 */
export type Place = number | { readonly on: string; readonly seq: number };

export const seqOf = (place: Place): number => (typeof place === 'number' ? place : place.seq);

/** The key of the event at a place of a person's. */
export const eventKeyAt = (person: string, place: Place): Key =>
  typeof place === 'number' ? eventKey(person, place) : eventKey(place.on, place.seq);

/** A place of one person's as the person sees it who takes them in. */
export const placeOn = (person: string, place: Place): Place =>
  typeof place === 'number' ? { on: person, seq: place } : place;
