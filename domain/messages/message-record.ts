import type { ChannelId } from '../../workflows/channels.ts';
import type { Priority } from '../../workflows/priority.ts';
import type { CampaignRef } from '../../workflows/task.ts';
import type { CampaignHold } from '../campaigns/gate.ts';
import type { SkipReason } from '../consent/may-receive.ts';
import type { Item } from '../table.ts';
import type { DropReason, HoldReason } from '../timing/decide.ts';
import type { MessageKind } from './message-kind.ts';

/**
 * `held`: it may not go now and waits for the moment at which it may. `claimed`: about to be handed to the provider.
 * `failed`: refused for certain, so it may be tried again. `unknown`: it was claimed and nobody knows whether it went out,
 * until the provider's feedback says so.
 */
export type MessageStatus = 'held' | 'claimed' | 'sent' | 'skipped' | 'failed' | 'unknown';

/** Why a message is not sent at all: its person may not be sent it, it came too late, its campaign was stopped, or its run was over first. */
export type NotSent = SkipReason | DropReason | 'campaign-stopped' | 'run-ended';

/** A hold of a message: since when and until when it waited, and why, in a word and in plain ones. */
export interface Held {
  readonly at: string;
  readonly until: string;
  readonly reason: HoldReason | CampaignHold;
  readonly why: string;
}

/** What a step that sends answers with. */
export type MessageResult =
  | { readonly status: 'sent' }
  | { readonly status: 'skipped'; readonly reason: NotSent; readonly why?: string }
  | { readonly status: 'unknown' };

/** A channel by which a message did not go, and why. */
export interface Tried {
  readonly channel: ChannelId;
  readonly reason: SkipReason | (string & {});
}

/** What it takes to send a message by the channels that are left of its list, should its provider refuse it later. */
export interface NextChannels {
  readonly channels: readonly ChannelId[];
  /** Of what no campaign says. */
  readonly data?: Readonly<Record<string, unknown>>;
  readonly priority?: Priority;
  /** ISO 8601: as it was when the message was first decided. */
  readonly worthUntil: string;
}

/** One message of one visit of one step of a run: the claim, how it went, and what the provider told of it since. Times are ISO 8601. */
export interface MessageRecord extends Item {
  readonly person: string;
  readonly run: string;
  readonly journey: string;
  readonly step: string;
  readonly visit: number;
  /** By which it goes or went; where it was skipped, the one whose reason that is. */
  readonly channel: ChannelId;
  /** The other channels, in their order, and why it did not go by them. */
  readonly tried?: readonly Tried[];
  /** For a channel whose provider may take a message and refuse it afterwards. */
  readonly next?: NextChannels;
  readonly template: string;
  readonly kind: MessageKind;
  readonly status: MessageStatus;
  /** Why it was skipped, or refused. */
  readonly reason?: NotSent | (string & {});
  /** What the rules of timing said when it was decided, in plain words, as `2 of 4 marketing messages in 7 days`. */
  readonly why?: string;
  /** When it had to wait, the first time first. */
  readonly held?: readonly Held[];
  /** How often it was claimed; a write that ends a claim asks that it is still its own. */
  readonly claims: number;
  /** Sequence number of the person's last event when it was decided. */
  readonly after: number;
  /** The segments that the person was in when it was decided. */
  readonly segments?: readonly string[];
  /** The campaign that it was sent for. */
  readonly campaign?: CampaignRef;
  /** The conversation that it is part of, where it answers one. */
  readonly thread?: string;
  /** When it was decided. */
  readonly at: string;
  /** The provider's id of the message. */
  readonly providerId?: string;
  readonly deliveredAt?: string;
  readonly rejectedAt?: string;
  readonly bouncedAt?: string;
  /** As `Permanent: NoEmail`. */
  readonly bounce?: string;
  readonly complainedAt?: string;
  /** The first that a person did; machines that look into mail are kept apart. */
  readonly openedAt?: string;
  readonly openedByMachineAt?: string;
  readonly clickedAt?: string;
  readonly clickedByMachineAt?: string;
}

/** The result that a message's step had, or has by the provider's word; undefined while it is open. */
export function resultOf({ status, reason, why }: MessageRecord): MessageResult | undefined {
  if (status === 'sent' || status === 'unknown') return { status };
  if (status === 'skipped') return { status, reason: reason as NotSent, ...(why !== undefined && { why }) };
  return undefined;
}
