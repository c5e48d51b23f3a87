import type { RenderedEmail } from '../../domain/messages/render.ts';
import { type Finding, warning } from './finding.ts';

/** Gmail cuts longer messages off and hides the rest, the way to unsubscribe included. In bytes of HTML. */
const gmailClips = 102 * 1024;

/** Phones show about so many characters of a subject. */
const longSubject = 70;

export const bytesOf = ({ html }: RenderedEmail): number => Buffer.byteLength(html);

export function sizeFindings(email: RenderedEmail): readonly Finding[] {
  const bytes = bytesOf(email);
  const [kilobytes] = [Math.ceil(bytes / 1024)];
  return [
    ...(bytes > gmailClips ? [warning(`${kilobytes} KB of HTML; Gmail clips a message past 102 KB`)] : []),
    ...(email.subject.length > longSubject
      ? [warning(`a subject of ${email.subject.length} characters; inboxes show about ${longSubject}`)]
      : []),
  ];
}
