import type { RecordedEvent } from '../../events/recorded-event.ts';
import type { Leaf } from './memory/leaf.ts';
import type { Memory } from './memory/recollection.ts';

/**
 * The memory after one more event; the very same when nothing that is remembered changed. A recount is this for every
 * event of the timeline, in the order of recording, from an empty memory on, and comes to the same memory.
 */
export function remember(memory: Memory, leaves: readonly Leaf[], event: RecordedEvent): Memory {
  let after = memory;
  for (const leaf of leaves) {
    const before = memory[leaf.hash];
    // Equal leaves of several segments take an event up once.
    if (after[leaf.hash] !== before || !leaf.hears(event)) continue;
    const recollection = leaf.remember(before, event);
    if (recollection && recollection !== before) after = { ...after, [leaf.hash]: recollection };
  }
  return after;
}

/** The memory without what no leaf needs any more: of segments that were changed or deleted. */
export function forget(memory: Memory, leaves: readonly Leaf[]): Memory {
  const needed = new Set(leaves.map(({ hash }) => hash));
  const kept = Object.entries(memory).filter(([hash]) => needed.has(hash));
  return kept.length === Object.keys(memory).length ? memory : Object.fromEntries(kept);
}
