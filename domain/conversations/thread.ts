import { appointmentChangeAsked } from '../../workflows/events/appointment-change-asked.ts';
import { bookingOffered } from '../../workflows/events/booking-offered.ts';
import { messageReceived } from '../../workflows/events/message-received.ts';
import { staffAnswered } from '../../workflows/events/staff-answered.ts';
import type { RecordedEvent } from '../events/recorded-event.ts';
import { localTime } from '../messages/local-time.ts';
import type { MessageRecord, MessageStatus } from '../messages/message-record.ts';
import { own } from '../own.ts';
import type { HeardMessage } from './conversation.ts';

/** One message of a conversation, of either side. */
export interface ThreadMessage {
  readonly id: string;
  /** ISO 8601. */
  readonly at: string;
  readonly direction: 'in' | 'out';
  /** `other`: it is not known to be the person. `onward`: a rule or a journey wrote it. */
  readonly by: 'person' | 'other' | 'staff' | 'onward';
  /** What it said; null where only its template is known. */
  readonly text: string | null;
  readonly subject?: string;
  readonly attachments?: HeardMessage['attachments'];
  /** A machine of theirs wrote it. */
  readonly automatic?: true;
  /** What a rule took it for, or `staff`. */
  readonly understood?: string;
  /** Of ours: the message's template, and how far it has come; `queued` until it is handed over. */
  readonly template?: string;
  readonly status?: MessageStatus | 'queued';
  /** Why it was skipped, or refused. */
  readonly reason?: string;
}

interface Placed {
  /** Sequence number on the timeline; a message of ours stands behind the event after which it was decided. */
  readonly place: number;
  readonly message: ThreadMessage;
}

type Reads = Readonly<Record<string, (event: RecordedEvent) => Pick<ThreadMessage, 'by' | 'text'>>>;

/** What each event said that journeys answer by. */
const answers: Reads = {
  [staffAnswered.name]: ({ properties }) => ({ by: 'staff', text: String(properties.text) }),
  [bookingOffered.name]: ({ properties }) => ({ by: 'onward', text: timesTold(properties) }),
  [appointmentChangeAsked.name]: () => ({ by: 'onward', text: null }),
};

function timesTold(properties: RecordedEvent['properties']): string {
  const { times, timezone } = bookingOffered.schema.parse(properties);
  return times.map((time, index) => `${index + 1}. ${localTime(Date.parse(time), timezone)}`).join('\n');
}

function heard({ id, at, properties }: RecordedEvent): ThreadMessage {
  const { sender, text, payload, subject, attachments, automatic } = messageReceived.schema.parse(properties);
  const { understood } = properties;
  return {
    id,
    at,
    direction: 'in',
    by: sender,
    text: text || (payload ?? ''),
    ...(subject !== undefined && { subject }),
    ...(attachments.length > 0 && { attachments }),
    ...(automatic && { automatic }),
    ...(typeof understood === 'string' && { understood }),
  };
}

const standing = ({ template, status, reason }: MessageRecord) => ({
  template,
  status,
  ...(reason !== undefined && { reason }),
});

/** The messages of one conversation in their order, out of a person's events and message records. */
export function threadOf(
  thread: string,
  events: readonly RecordedEvent[],
  records: readonly MessageRecord[],
): readonly ThreadMessage[] {
  const inThread = events.filter(({ properties, refused }) => properties.thread === thread && !refused);
  const placed: Placed[] = inThread.flatMap((event) => {
    if (event.name === messageReceived.name) return [{ place: event.seq, message: heard(event) }];
    const said = own(answers, event.name)?.(event);
    if (!said) return [];
    const record = records.find(({ run }) => event.starts?.includes(run));
    const { id, at, seq: place } = event;
    const status = record ? standing(record) : { status: 'queued' as const };
    return [{ place, message: { id, at, direction: 'out', ...said, ...status } }];
  });
  return [...placed, ...answered(inThread, records)]
    .toSorted((a, b) => a.place - b.place || a.message.at.localeCompare(b.message.at))
    .map(({ message }) => message);
}

/** The journeys' messages that were answered: the conversation began with them. */
function answered(inThread: readonly RecordedEvent[], records: readonly MessageRecord[]): readonly Placed[] {
  const heardThere = inThread.filter(({ name }) => name === messageReceived.name);
  const answerRuns = new Set(inThread.flatMap(({ starts = [] }) => starts));
  const repliedTo = heardThere.flatMap(
    ({ properties }) => messageReceived.schema.parse(properties).inReplyTo ?? [],
  );
  return records
    .filter(
      ({ run, step }) =>
        !answerRuns.has(run) && repliedTo.some((ref) => ref.run === run && ref.step === step),
    )
    .map((record) => ({
      place: record.after + 0.5,
      message: {
        id: `${record.run}/${record.step}/${record.visit}`,
        at: record.at,
        direction: 'out',
        by: 'onward',
        text: null,
        ...standing(record),
      },
    }));
}
