import type { Suppression } from '../../domain/consent/suppression.ts';
import type { LineMessage } from '../../domain/events/recorded-event.ts';
import { hashText } from '../../domain/ids.ts';
import type { MessageRecord } from '../../domain/messages/message-record.ts';
import { byMachine, happenedAt, isRetraction, type SesEvent } from './ses-event.ts';

/** A link without the token in it, which would open the person's pages to whoever reads the timeline. */
function withoutToken(link: string): string {
  if (!URL.canParse(link)) return link;
  const url = new URL(link);
  url.searchParams.delete('t');
  return url.href;
}

function toldOf(
  event: SesEvent,
  suppression: Suppression | undefined,
): Pick<LineMessage, 'name' | 'properties'> | undefined {
  const { bounce, complaint, click } = event;
  if (bounce) {
    const type = `${bounce.bounceType}: ${bounce.bounceSubType}`;
    const { until } = suppression ?? {};
    return {
      name: 'Email Bounced',
      properties: {
        type,
        ...(suppression && { suppressed: true }),
        ...(until && { suppressedUntil: until }),
      },
    };
  }
  if (complaint)
    return { name: isRetraction(event) ? 'Complaint Retracted' : 'Email Complained', properties: {} };
  if (click) return { name: 'Email Clicked', properties: { link: withoutToken(click.link) } };
  return undefined;
}

/**
 * The event that feedback puts on the person's timeline: clicks by people, bounces and complaints.
 * @param suppression what the bounce led to
 */
export function eventFor(
  { person, run, step }: MessageRecord,
  event: SesEvent,
  suppression: Suppression | undefined,
  now: Date,
): LineMessage | undefined {
  const told = byMachine(event) ? undefined : toldOf(event, suppression);
  if (!told) return undefined;
  const at = happenedAt(event);
  return {
    v: 1,
    person,
    key: 'onward',
    messageId: `${event.mail.messageId}/${event.eventType}/${at}/${hashText(8, event.click?.link ?? '')}`,
    source: 'onward',
    type: 'track',
    name: told.name,
    properties: { ...told.properties, run, step },
    timestamp: at,
    receivedAt: now.toISOString(),
    hops: 0,
  };
}
