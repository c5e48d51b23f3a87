import type { ConversationRef } from '../../../workflows/task.ts';
import { oneLine } from '../../messages/one-line.ts';

/** A Message-ID as strangers' mail may carry it and a header of ours may repeat it (RFC 5322, 3.6.4). */
const messageId = /^<[\x21-\x3b\x3d\x3f-\x7e]{1,250}>$/;

/** What puts an answer below the mail that it answers: RFC 5322's way, and for the inboxes that go by subjects theirs. */
export function threadHeaders({
  references,
}: ConversationRef): readonly { readonly Name: string; readonly Value: string }[] {
  const ids = (references ?? []).filter((id) => messageId.test(id));
  const answered = ids.at(-1);
  return answered === undefined
    ? []
    : [
        { Name: 'In-Reply-To', Value: answered },
        { Name: 'References', Value: ids.join(' ') },
      ];
}

/** The subject of an answer: that of the mail that it answers, else its own. */
export const subjectOfReply = ({ subject }: ConversationRef, own: string): string =>
  subject ? oneLine(/^(?:re|aw|antw)\s*:/i.test(subject) ? subject : `Re: ${subject}`) : own;
