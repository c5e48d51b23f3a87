import type * as z from 'zod/mini';
import { type ChannelId, messageChannels } from '../channels.ts';
import type { Shape } from '../events/define-event.ts';
import type { Topic } from '../topics.ts';
import type { ChannelContent } from './channel-content.ts';

interface Content<Data extends Shape> extends ChannelContent {
  /** Whether it tells what came before between the person and the business, as `story`; for staff. */
  readonly story?: true;
  /** Whether it asks the person to confirm consents: `links.confirm` leads to the page for it. */
  readonly confirms?: true;
  /** Staff wrote its words, for this person: Messenger lets a human being answer for seven days, and machines for one. */
  readonly byStaff?: true;
  /**
   * Its data are a marketer's own words for a campaign: Liquid, filled in for each person before the template shows them. The
   * campaign also says which topic it is about; `topic` is that of the sample.
   */
  readonly words?: true;
  /** What `data` must hold when it is rendered. */
  readonly data: z.ZodMiniObject<Data>;
  /** The calendar file that goes with it: a new or changed appointment, or one that is off. Asks for `appointmentData`. */
  readonly calendar?: 'request' | 'cancel';
  /** Which of `data` it shows as a QR code, if that is given: its picture is at `cid:` and its name. At most 84 bytes. */
  readonly qrCode?: keyof Data & string;
  /** Data to show and test it with. */
  readonly sample: z.output<z.ZodMiniObject<Data>>;
}

type MessageKind = 'marketing' | 'transactional' | 'staff';

/** Marketing is about a topic, to which a person consents or not. */
type Topical<Kind extends MessageKind> = Kind extends 'marketing'
  ? { readonly kind: Kind; readonly topic: Topic }
  : { readonly kind: Kind };

/**
 * What a message is, besides its words: those of its email lie beside it, in `email.mjml` and, for other languages,
 * `email.de.mjml`. Its kind decides whether it may be sent: marketing asks for consent, staff is for the business itself.
 * Liquid sees `person` (the traits of `workflows/traits.ts`), `brand`, `links` (`booking`, `unsubscribe`, `preferences`,
 * `refer`) and `data`; in messages about a booking also `links.rate`, and `links.change` if it was made on our page.
 */
export type Template<
  Id extends string = string,
  Data extends Shape = Shape,
  Kind extends MessageKind = MessageKind,
> = Content<Data> & Topical<Kind> & { readonly id: Id };

export const defineTemplate = <const Id extends string, Data extends Shape, const Kind extends MessageKind>(
  template: Template<Id, Data, Kind> & { readonly kind: Kind },
): Template<Id, Data, Kind> => template;

/** The channels that a message has words for. */
export const channelsOf = (template: Template): readonly ChannelId[] =>
  messageChannels.filter((channel) => channel === 'email' || template[channel] !== undefined);
