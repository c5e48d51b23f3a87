import type { Profile } from '../people/profile.ts';
import type { Write } from '../table.ts';
import type { LineMessage, RecordedEvent } from './recorded-event.ts';

/** What keeping something current comes to when an event is recorded. */
export interface Kept {
  /** Written in the recording transaction; if a condition fails, everything is read and decided again. */
  readonly writes?: readonly Write[];
  /** Messages that follow from it; their ids must come from the event. */
  readonly emits?: readonly LineMessage[];
  /** Minutes in which timers were set: their calls are ordered once the transaction is written. */
  readonly minutes?: readonly string[];
  /** The profile with what was kept, for what comes after it; the same one if nothing of it is in the profile. */
  readonly profile?: Profile;
}

/** What an upkeep may look at. */
export interface Change {
  /** The event at its place; one that is `refused` counts for nothing, but its traits and identifiers are folded. */
  readonly event: RecordedEvent;
  /** The profile before the event. */
  readonly before: Profile;
  /** The profile with the event, and with what was kept before. */
  readonly after: Profile;
  readonly now: Date;
}

/**
 * Keeps something about a person current as events are recorded: what segments they are in, when their schedules are
 * due. Asked for each event, so it reads only where the event touches it, and writes nothing itself.
 */
export type Upkeep = (change: Change) => Promise<Kept>;

/** Asks each upkeep in turn, each with the profile that those before it left. */
export async function keepUp(upkeeps: readonly Upkeep[], change: Change): Promise<Required<Kept>> {
  let profile = change.after;
  const writes: Write[] = [];
  const emits: LineMessage[] = [];
  const minutes: string[] = [];
  for (const upkeep of upkeeps) {
    const kept = await upkeep({ ...change, after: profile });
    writes.push(...(kept.writes ?? []));
    emits.push(...(kept.emits ?? []));
    minutes.push(...(kept.minutes ?? []));
    profile = kept.profile ?? profile;
  }
  return { writes, emits, minutes, profile };
}
