import type { Identifiers } from '../people/identity-values.ts';
import type { Profile } from '../people/profile.ts';
import type { RunRecord } from '../runs/run-record.ts';
import type { Table, Write } from '../table.ts';
import type { LineMessage, RecordedEvent } from './recorded-event.ts';

/** What the recording of an event decides besides the profile. */
export interface Ruling {
  /** Written in the recording transaction; if a condition fails, everything is read and ruled on again. */
  readonly writes?: readonly Write[];
  /** Messages for this or other people's lines that follow from it; their ids must come from the event. */
  readonly emits?: readonly LineMessage[];
  /** What the decision adds to the event's properties, as the price that a reward had. */
  readonly adds?: RecordedEvent['properties'];
  /** Its place, where that has to be behind the end of another's timeline too; else it is the next. */
  readonly seq?: number;
  /** What it makes of the profile besides what its fold does, where the event alone does not tell. */
  readonly joins?: (profile: Profile) => Profile;
  /** Runs that its writes stop, whose executions are then stopped. */
  readonly stops?: readonly RunRecord[];
  /** Why it counts for nothing: it is recorded with this reason, and no fold takes it up. */
  readonly refused?: string;
}

/** What a rule may look at: the event at its place, and the profile before it. */
export interface Situation {
  readonly table: Table;
  readonly event: RecordedEvent;
  readonly profile: Profile;
  /** Those that came with the event; the profile before it may not have them yet. */
  readonly identifiers: Identifiers;
}

/**
 * Decides about an event while it is recorded: what must be exactly once, or never below zero, is written with the
 * event or not at all. A rule reads, and writes nothing itself.
 */
export type Rule = (situation: Situation) => Promise<Ruling>;

/** Rules by the name of their event. */
export type Rules = Readonly<Record<string, Rule>>;
