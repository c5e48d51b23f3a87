import type { ChannelId } from '../../workflows/channels.ts';
import type { ConversationRef, MessageTask } from '../../workflows/task.ts';
import type { Template } from '../../workflows/templates/define-template.ts';
import type { SkipReason } from '../consent/may-receive.ts';
import type { Links } from '../messages/links.ts';
import type { Tracking } from '../messages/tracking.ts';
import type { Profile } from '../people/profile.ts';
import type { StoryEntry } from '../people/story.ts';
import type { RunRecord } from '../runs/run-record.ts';

/** One message to one person, before it has a channel's form. */
export interface Message {
  readonly template: Template;
  readonly task: Pick<MessageTask, 'run' | 'step' | 'visit' | 'data'>;
  readonly run: Pick<RunRecord, 'entry'>;
  readonly profile: Profile;
  /** Where it goes: the person's address on the channel, for a staff message the business's. */
  readonly to: string;
  readonly links: Links;
  /** Where an answer by email goes, if not to the business's own address. */
  readonly replyTo?: string;
  /** The conversation in which it is an answer. */
  readonly conversation?: ConversationRef;
  /** What the message's links tell of it; nothing for staff. */
  readonly tracking?: Tracking | undefined;
  /** For templates that ask for it. */
  readonly story?: readonly StoryEntry[];
  /** Until when it is worth reading, in milliseconds since 1970; nobody can say of a message to staff. */
  readonly worthUntil?: number;
  readonly now: Date;
}

interface Failure {
  /** In the provider's words. */
  readonly reason: string;
  readonly cause?: unknown;
}

/** What became of handing a message over. */
export type Handed = Outcome & {
  /** Addresses of the person at which nobody is reached any more; with `gone` and without a list, the message's own. */
  readonly gone?: readonly string[];
};

type Outcome =
  | { readonly kind: 'sent'; readonly providerId: string }
  /** The provider took nothing and will later: throttled, or never reached. */
  | ({ readonly kind: 'later' } & Failure)
  /** It took nothing and will not. */
  | ({ readonly kind: 'refused' } & Failure)
  /** It took nothing, since nobody is reached at this address any more. */
  | ({ readonly kind: 'gone' } & Failure)
  /** It may have taken the message; only its feedback can tell. */
  | ({ readonly kind: 'unknown' } & Failure);

/** Hands over what was prepared, in one attempt. Failures of the provider are answers, not errors. */
export type Delivery = () => Promise<Handed>;

/** A way to reach people: one folder, and one line in the list of `functions/send-message/channels.ts`. */
export interface Channel {
  readonly id: ChannelId;
  /** Where the person is reached on it; undefined when nowhere. */
  addressOf(profile: Profile): string | undefined;
  /** Why nothing of the kind goes out on it at this moment, whatever the person agreed to, as a closed window; undefined if it may. */
  closed?(
    message: Pick<Message, 'template' | 'profile' | 'now'>,
  ): SkipReason | undefined | Promise<SkipReason | undefined>;
  /** Whether its provider may take a message and say later for certain that it did not come. */
  readonly refusesLater?: true;
  /** Whether the receiver knows a repetition by itself, so that a message of unknown fate may be handed over again. */
  readonly repeatable?: true;
  /** Gives the message the channel's form. @throws Error naming what the template asks for in vain */
  prepare(message: Message): Delivery | Promise<Delivery>;
  /** The profile without addresses at which nobody is reached any more, for a channel whose provider tells at once. */
  without?(profile: Profile, addresses: readonly string[]): Profile;
}
