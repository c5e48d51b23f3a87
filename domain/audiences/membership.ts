import type { Item } from '../table.ts';
import type { Keys } from './networks/network.ts';

/** What became of a person at one network. */
export interface Standing {
  /** `pending`: the network took the request and is at work on it. `refused`: it did not, and why. */
  readonly state: 'in' | 'out' | 'pending' | 'refused';
  /** Whether the network was asked to have the person in it. */
  readonly wanted: boolean;
  /** The membership's `asked` that this answers: one that answers an older question is only a hint. */
  readonly asked: number;
  /** Since when, ISO 8601. */
  readonly at: string;
  /** The hashes that the network was given, so that the very same can be taken out, also when the person is erased. */
  readonly keys: Keys;
  /** The network accepted, and will not say what came of it. */
  readonly unconfirmed?: true;
  /** The network's number for a request that is at work. */
  readonly requestId?: string;
  /** Why it was refused, or what is known of a request that succeeded for some only. */
  readonly reason?: string;
  /** The refusal may pass: it is tried again at night. */
  readonly again?: true;
}

/**
 * Whether a person is wanted in an ad audience, and how they stand at each network. Steps write what is wanted,
 * `sync-audience` makes the networks agree.
 */
export interface Membership extends Item {
  readonly person: string;
  readonly audience: string;
  /** The consent to ads that it needs. */
  readonly topic: string;
  /** The run that wanted it last; with its end the person is wanted no more. */
  readonly run: string;
  readonly wanted: boolean;
  /** When `wanted` was said, ISO 8601. */
  readonly since: string;
  /** How many journeys' events led to it. */
  readonly hops: number;
  /** Counts questions: one more whenever the networks have to be asked anew. */
  readonly asked: number;
  /** Counts writes: who writes asks that it is the one that they read. */
  readonly version: number;
  /** Whether a network may have been told of the person; if not, there is nothing to take out. */
  readonly exposed: boolean;
  /** Why the person is not in it although wanted, when last looked at. */
  readonly withheld?: string;
  readonly networks: Readonly<Record<string, Standing>>;
  /** Seconds since 1970 after which DynamoDB forgets who is out everywhere. */
  readonly expires?: number;
}
