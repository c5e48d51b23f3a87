import type { ChannelId } from './channels.ts';
import type { Duration } from './duration.ts';
import type { Priority } from './priority.ts';

/**
 * The contract between a compiled journey and the functions that carry out its steps: what a state hands to its
 * task and what comes back. Payloads stay backward compatible, because running executions keep their definition
 * while the functions' code moves on.
 */

/** An event as a journey sees it: the one that entered it, or one that ended a wait. */
export interface EventData {
  readonly id: string;
  /** Place on the person's timeline; 0 for one that a step has just put on its way there. */
  readonly seq: number;
  readonly name: string;
  /** When it was recorded, ISO 8601 in UTC. */
  readonly at: string;
  readonly properties: Readonly<Record<string, unknown>>;
}

/** Which run a task belongs to. */
interface RunRef {
  readonly id: string;
  readonly person: string;
  readonly journey: string;
  readonly version: string;
}

/**
 * The input of the first state and, carried on by every state's Output, of each that follows. `visit` counts the
 * steps that the run has passed, so (run, step, visit) names one visit of one step also in a loop.
 */
export interface RunState {
  readonly run: RunRef;
  readonly visit: number;
  /** The events that the journey named: `{booking: …}`. */
  readonly events: Readonly<Record<string, EventData>>;
}

/** A scalar, or comparisons, that a property must satisfy; all given must hold. A missing property counts as null. */
export type Test =
  | string
  | number
  | boolean
  | null
  | {
      readonly in?: readonly (string | number | boolean | null)[];
      readonly not?: string | number | boolean | null;
      readonly gte?: number | string;
      readonly gt?: number | string;
      readonly lte?: number | string;
      readonly lt?: number | string;
      readonly exists?: boolean;
    };

/** An event's name and what its properties must be (dotted paths to tests); every test must hold. */
export interface EventFilter {
  readonly event: string;
  readonly where?: Readonly<Record<string, Test>>;
}

/** One thing a wait listens for. */
export interface Awaited extends EventFilter {
  /** The name under which later steps know the event. */
  readonly as?: string;
  /** Nothing follows: the run completes with this event. */
  readonly last?: boolean;
  /** The error that answers the wait when this comes, whose `Catch` leads on; without one `WaitResult` answers it. */
  readonly error?: string;
}

interface Common extends RunState {
  /** The author's step id. */
  readonly step: string;
  /** Nothing follows: the task closes the run when it is done. */
  readonly last?: boolean;
}

/** What a message's task is told about when it goes. */
interface Timed {
  /** Whether its state catches `Deferred`. One compiled before there were holds does not: its message goes now or never. */
  readonly holds?: boolean;
  readonly priority?: Priority;
  /** ISO 8601 duration for which it is worth sending once it has to wait. */
  readonly expires?: Duration;
  /** ISO 8601: until when it is worth sending. */
  readonly worthUntil?: string;
  readonly at?: 'best-time';
}

/** The conversation that an answer belongs to. */
export interface ConversationRef {
  readonly thread: string;
  /** The address that wrote. */
  readonly to: string;
  /** Of the mail that is answered. */
  readonly subject: string | null;
  /** Message-IDs of the conversation's mails, the one that is answered last. */
  readonly references: readonly string[] | null;
}

/** For which variant of which run of which campaign something is done. */
export interface CampaignRef {
  readonly id: string;
  readonly run: string;
  readonly variant: string;
}

/** Sends by the first of the channels that the person has, agreed to, and that works. */
export interface SendTask extends Common, Timed {
  readonly kind: 'send';
  readonly template: string;
  readonly channels: readonly ChannelId[];
  /** The conversation in which it is an answer. */
  readonly conversation?: ConversationRef;
  /** The campaign that it is sent for. */
  readonly campaign?: CampaignRef;
  /** Values for the template besides the person, the brand and the links. */
  readonly data: Readonly<Record<string, unknown>>;
}

/** Sends what a campaign says. Its words, its channels and when it goes lie with the campaign's run, once for everybody. */
export interface SendCampaignTask extends Common, Pick<Timed, 'holds'> {
  readonly kind: 'sendCampaign';
  readonly campaign: CampaignRef;
}

/** Names a message by the visit of the step that it is of. */
interface MessageRef {
  readonly run: string;
  readonly step: string;
  readonly visit: number;
}

/** Sends a message by the channels that are left of its list, after its provider had taken it and refused it later. */
export interface SendByNextTask extends Common, Pick<Timed, 'holds'> {
  readonly kind: 'sendByNext';
  readonly message: MessageRef;
}

interface SendEmailTask extends Common, Timed {
  readonly kind: 'sendEmail';
  readonly template: string;
  /** Values for the template besides the person, the brand and the links. */
  readonly data: Readonly<Record<string, unknown>>;
}

interface NotifyStaffTask extends Common {
  readonly kind: 'notifyStaff';
  readonly template: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** Registers a wait; the answer comes through the token: `WaitResult`, an awaited event's own error, or `Exited`. */
export interface WaitTask extends Common {
  readonly kind: 'wait';
  readonly token: string;
  /** ISO 8601: when Step Functions gives up. */
  readonly until: string;
  /** Empty for a delay: only an exit ends it early. */
  readonly awaits: readonly Awaited[];
  /** Why it waits, for the run's history: a message's hold. */
  readonly why?: string;
  /** Fail with `AlreadyPast` when `until` is not in the future at registration. */
  readonly refusePast?: boolean;
}

/** Ends a wait that timed out, unless an event was recorded first: then it fails with `Matched`. */
export interface WaitTimedOutTask extends Common {
  readonly kind: 'waitTimedOut';
  readonly awaits: readonly Awaited[];
}

/** Computes a wall-clock moment: `days` days from the local date of `from`, at `time` there. Returns `{at}`. */
export interface MomentTask extends Common {
  readonly kind: 'moment';
  /** ISO 8601 instant. */
  readonly from: string;
  readonly days: number;
  /** `HH:MM`, 24 hours. */
  readonly time: string;
  /** IANA zone; null or absent means the profile's, else the business's. */
  readonly timezone?: string | null;
}

/** A question about the person that the state machine cannot answer itself. */
export type PersonTest =
  | { readonly trait: string; readonly is: Test }
  | { readonly consent: { readonly channel: string; readonly topic: string } }
  | { readonly segment: string };

/** A branch's case as its task gets it: what it asked of events is already answered. See `holds`. */
export type PersonCondition =
  | boolean
  | PersonTest
  | { readonly all: readonly PersonCondition[] }
  | { readonly any: readonly PersonCondition[] }
  | { readonly not: PersonCondition };

/** Returns `{case}`: the index of the first case that holds, or -1. */
export interface BranchTask extends Common {
  readonly kind: 'branch';
  readonly cases: readonly PersonCondition[];
}

export interface SetTraitsTask extends Common {
  readonly kind: 'setTraits';
  readonly traits: Readonly<Record<string, unknown>>;
}

export interface EmitTask extends Common {
  readonly kind: 'emit';
  readonly event: string;
  readonly properties: Readonly<Record<string, unknown>>;
}

/** Wants the person in an ad audience while the run lasts. */
export interface AddToAudienceTask extends Common {
  readonly kind: 'addToAudience';
  readonly audience: string;
}

/** Wants the person out of an ad audience. */
export interface RemoveFromAudienceTask extends Common {
  readonly kind: 'removeFromAudience';
  readonly audience: string;
}

/** Issues a coupon; the answer is its `Coupon Issued` as `as`, the same for every attempt. */
export interface IssueCouponTask extends Common {
  readonly kind: 'issueCoupon';
  /** Id of the offer. */
  readonly offer: string;
  readonly worth: { readonly percent: number } | { readonly value: number };
  /** ISO 8601 duration. */
  readonly validFor: string;
  /** How often it may be used. */
  readonly uses: number;
  readonly as: string;
}

/** Makes the person's referral code or finds it; the answer is its `Referral Code Issued` as `as`. */
export interface IssueReferralCodeTask extends Common {
  readonly kind: 'issueReferralCode';
  readonly as: string;
}

/** Closes the run as exited. */
export interface ExitTask extends Common {
  readonly kind: 'exit';
  readonly reason: string;
}

/** Closes the run as completed, where a path ends without a step of its own that could. */
export interface EndTask extends Common {
  readonly kind: 'end';
}

/** A message's task, told in full. */
export type MessageTask = SendTask | SendEmailTask | NotifyStaffTask;

/** Tasks of `functions/send-message`. */
export type SendMessageTask = MessageTask | SendCampaignTask | SendByNextTask;

/** Tasks of `functions/run-step`. */
export type RunStepTask =
  | WaitTask
  | WaitTimedOutTask
  | MomentTask
  | BranchTask
  | SetTraitsTask
  | EmitTask
  | AddToAudienceTask
  | RemoveFromAudienceTask
  | IssueCouponTask
  | IssueReferralCodeTask
  | ExitTask
  | EndTask;

/** What a wait's token is answered with. */
export interface WaitResult {
  /** Index into `awaits`. */
  readonly matched: number;
  /** The event under its `as` name, to be merged into the run's events; empty without one. */
  readonly events: Readonly<Record<string, EventData>>;
}

/** What a step answers with that makes something: the event that tells of it, to be merged into the run's events. */
export type IssueResult = Pick<WaitResult, 'events'>;

/** The few errors that a compiled journey catches or retries by name. */
export const taskErrors = {
  /** The run is over: an exit event, a restart, an erasure. Caught by every step, leads to the end. */
  exited: 'Exited',
  /** The awaited event was recorded before the timeout could be: the wait is entered again and answers at once. */
  matched: 'Matched',
  /** The message may not go now; its message is the ISO 8601 moment from which on it may, a space, and why. Leads to the hold. */
  deferred: 'Deferred',
  /** The moment waited for was past at registration. */
  alreadyPast: 'AlreadyPast',
  /** A channel's provider takes nothing now and has taken nothing: retried for an hour. */
  channelUnavailable: 'ChannelUnavailable',
  /** The line takes nothing now: retried for an hour. */
  lineUnavailable: 'LineUnavailable',
} as const;
