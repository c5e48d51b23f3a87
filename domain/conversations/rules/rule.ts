import type { Centre, Service } from '../../centre/centre.ts';
import type { HeardMessage } from '../conversation.ts';
import type { Told } from '../text/choice.ts';

/** What a message may be about: what the run is about whose message it answers, else the person's open runs. */
export interface About {
  /** Id of the offer that they claimed. */
  readonly offer?: string;
  /** Id of the service that it is for. */
  readonly service?: string;
  /** The one appointment that they may mean. */
  readonly bookingId?: string;
}

/** A message of a person, and what a rule may know around it. */
export interface Heard {
  readonly message: Pick<HeardMessage, 'channel' | 'text' | 'payload'>;
  /** The text in the form that rules compare, see `plain`. */
  readonly said: string;
  readonly about: About;
  /** Whether it answers a message of ours, as far as the channel tells. */
  readonly isReply: boolean;
  /** The times from which they may choose at this moment. */
  readonly offered?: Told & { readonly service: Service };
  readonly centre: Pick<Centre, 'services' | 'timezone'>;
  /** By whose clock times are told to the person. */
  readonly timezone: string;
  readonly now: Date;
}

/** What a rule takes a message for, and whether it says something besides that a person should read. */
export type Understood = (
  | { readonly kind: 'chose-time'; readonly service: Service; readonly moments: readonly number[] }
  | { readonly kind: 'asked-to-book'; readonly service: Service; readonly from?: number }
  | { readonly kind: 'asked-to-change'; readonly bookingId: string }
  | { readonly kind: 'claimed-offer'; readonly offer: string }
) & { readonly more?: boolean };

/**
 * Takes a message for something, or leaves it. Rules guess: what they lead to must do no harm when they guess wrong,
 * and what they leave is read by a person.
 */
export type Rule = (heard: Heard) => Understood | undefined;
