import type { RecordedEvent } from '../../../events/recorded-event.ts';
import { hashText } from '../../../ids.ts';
import { canonical } from '../canonical.ts';
import type { Recollection } from './recollection.ts';

/** One thing to be remembered of a person's events. */
export interface Leaf {
  /** Of what is remembered of which events: leaves of one hash are the same. */
  readonly hash: string;
  /** Names of the events that it may take up. */
  readonly events: readonly string[];
  /** Whether it takes an event up. Never a refused one. */
  hears(event: RecordedEvent): boolean;
  /** What is remembered after an event that it hears; the very same when that changes nothing. */
  remember(before: Recollection | undefined, event: RecordedEvent): Recollection | undefined;
}

/**
 * Who changes what is remembered for a content changes the content, so that nobody is asked with what was remembered before.
 * @param content everything that decides what is remembered
 */
export const leafHash = (content: unknown): string => hashText(16, canonical(content));
