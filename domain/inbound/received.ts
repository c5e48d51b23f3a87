import type { PropertiesOf } from '../../workflows/events/define-event.ts';
import { messageReceived } from '../../workflows/events/message-received.ts';
import type { LineMessage } from '../events/recorded-event.ts';
import { oneLine } from '../messages/one-line.ts';
import type { Identifiers } from '../people/identity-values.ts';
import { atMostBytes, printable } from './printable.ts';

type Properties = PropertiesOf<typeof messageReceived.properties>;

/** Of the text, the subject, and a name, in bytes of UTF-8. The whole message stays where it was received. */
const longest = { text: 8 * 1024, subject: 500, name: 200 } as const;

/** More than anybody sends by hand. */
const mostAttachments = 20;

/** A message that somebody wrote to us, whatever channel it came through, once it is known whose it is. */
export interface Received extends Omit<Properties, 'attachments'> {
  readonly attachments?: Properties['attachments'];
  readonly person: string;
  /** The person's identifiers that the channel vouches for. */
  readonly identifiers?: Identifiers;
  /** The provider's id of the message: what is delivered twice has it twice, and is recorded once. */
  readonly id: string;
  /** When the provider took it, ISO 8601. */
  readonly at: string;
}

/** A line of a stranger's: no line break, which could begin a header wherever it is put. */
const line = (text: string, bytes: number): string => atMostBytes(oneLine(printable(text)), bytes);

/** The `Message Received` that goes on the person's line. Whatever strangers wrote is cut to length here. */
export function receivedEvent({ person, identifiers, id, at, ...told }: Received, now: Date): LineMessage {
  const { text, subject, attachments = [] } = told;
  const properties: Properties = {
    ...told,
    from: line(told.from, longest.name),
    text: atMostBytes(printable(text), longest.text),
    ...(subject !== undefined && { subject: line(subject, longest.subject) }),
    attachments: attachments.slice(0, mostAttachments).map(({ filename, contentType, bytes }) => ({
      filename: line(filename, longest.name),
      contentType: line(contentType, longest.name),
      bytes,
    })),
  };
  return {
    v: 1,
    person,
    key: 'onward',
    messageId: `received/${told.channel}/${id}`,
    source: 'onward',
    type: 'track',
    name: messageReceived.name,
    properties,
    ...(identifiers && { identifiers }),
    timestamp: at,
    receivedAt: now.toISOString(),
    hops: 0,
  };
}
