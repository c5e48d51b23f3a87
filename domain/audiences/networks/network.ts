import type { Access } from './access.ts';

/** By what a network may know a person. */
export interface Identity {
  readonly email?: string;
  readonly phone?: string;
}

/** SHA-256 in hex of what is normalised as one network wants it; what it cannot use is left out. */
export type Keys = Identity;

/** A request without its authorisation. */
export interface HttpCall {
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly body?: unknown;
}

export interface Answer {
  readonly status: number;
  /** Parsed JSON; an empty object for anything else. */
  readonly body: Readonly<Record<string, unknown>>;
}

/** A change of one audience at one network, for no more people than the network takes at once. */
export interface Change {
  readonly action: 'add' | 'remove';
  /** The network's own id of its audience. */
  readonly audience: string;
  readonly users: readonly Keys[];
  /** Which part it is of a change that is too large for one call. */
  readonly part?: {
    /** From 1. */
    readonly nth: number;
    readonly of: number;
    readonly users: number;
    /** The same for all parts. */
    readonly session: number;
  };
}

/**
 * What a network says to one person's change. `done`: it is made. `accepted`: it is at work, or will not say. `refused`:
 * it is not made, and asking again will not help (`again`: but may help on another day). `later`: ask again soon.
 */
export type Verdict =
  | { readonly kind: 'done' }
  | { readonly kind: 'accepted'; readonly requestId?: string; readonly reason?: string }
  | { readonly kind: 'refused'; readonly reason: string; readonly again?: true }
  | { readonly kind: 'later'; readonly reason: string };

/** A network with the owner's account at it. */
export interface Connection {
  /** The network's ids of our audiences. */
  readonly audiences: Readonly<Record<string, string>>;
  readonly access: Access;
  authorise(token: string): Readonly<Record<string, string>>;
  /** Whether the answer says that the token is no (longer) good. */
  isUnauthorised(answer: Answer): boolean;
  change(change: Change): HttpCall;
  /** One verdict for each user, or one for all. Called with whatever the network answered, throttling included. */
  verdicts(change: Change, answer: Answer): readonly Verdict[] | Verdict;
  /** For a network that answers later: how to ask what came of a request. */
  readonly poll?: {
    request(requestId: string): HttpCall;
    /** `processing` while there is no result. */
    verdict(answer: Answer): Verdict | 'processing';
  };
}

/** An ad network: one folder, and one line in the list. */
export interface AdNetwork {
  readonly id: string;
  /** People in one call. */
  readonly mostUsers: number;
  /** Normalises and hashes by the network's own rules. */
  keysOf(identity: Identity): Keys;
  /** Reads the network's part of the owner's parameter. @throws Error naming the field */
  connect(account: unknown): Connection;
}
