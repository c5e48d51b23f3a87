import type * as z from 'zod/mini';
import type { Shape } from '../events/define-event.ts';
import type { Topic } from '../topics.ts';

interface Content<Data extends Shape> {
  /** One line of Liquid. */
  readonly subject: string;
  /** What inboxes show beside the subject; one line of Liquid. */
  readonly preheader: string;
  /** HTML fragments with Liquid: headings, paragraphs, lists, `<a class="button">`. The layout is put around them. */
  readonly body: string;
  /** The same in plain text with Liquid. The layout adds signature and footer. */
  readonly text: string;
  /** What `data` must hold when it is rendered. */
  readonly data: z.ZodMiniObject<Data>;
  /** Data to show and test it with. */
  readonly sample: z.output<z.ZodMiniObject<Data>>;
}

type MessageKind = 'marketing' | 'transactional' | 'staff';

/** Marketing is about a topic, to which a person consents or not. */
type Topical<Kind extends MessageKind> = Kind extends 'marketing'
  ? { readonly kind: Kind; readonly topic: Topic }
  : { readonly kind: Kind };

/**
 * The source of a message. Its kind decides whether it may be sent: marketing asks for consent, staff is for the
 * business itself. Liquid sees `person` (traits), `brand`, `links` (`booking`, `unsubscribe`, `preferences`) and
 * `data`; `{{ data.startsAt | local_time: data.timezone }}` tells a time to a person.
 */
export type Template<
  Id extends string = string,
  Data extends Shape = Shape,
  Kind extends MessageKind = MessageKind,
> = Content<Data> & Topical<Kind> & { readonly id: Id; readonly channel: 'email' };

export const defineTemplate = <const Id extends string, Data extends Shape, const Kind extends MessageKind>(
  template: Template<Id, Data, Kind> & { readonly kind: Kind },
): Template<Id, Data, Kind> => template;
