import type { SendEmailRequest } from '@aws-sdk/client-sesv2';
import { mailbox } from '../../messages/mailbox.ts';
import type { RenderedEmail } from '../../messages/render.ts';
import type { Message } from '../channel.ts';
import type { Attachment } from './attachment.ts';
import { subjectOfReply, threadHeaders } from './thread-headers.ts';

interface Envelope extends Pick<Message, 'template' | 'task' | 'to' | 'links' | 'replyTo' | 'conversation'> {
  readonly brand: { readonly name: string; readonly staffEmail: string };
  readonly sender: string;
  readonly configurationSet: string;
  readonly attachments: readonly Attachment[];
}

const utf8 = (text: string) => ({ Data: text, Charset: 'UTF-8' });

/** RFC 8058: inboxes show a button that posts to this address, without asking anything. */
const oneClick = ({ template, links }: Envelope) =>
  template.kind === 'marketing'
    ? [
        { Name: 'List-Unsubscribe', Value: `<${links.unsubscribe}>` },
        { Name: 'List-Unsubscribe-Post', Value: 'List-Unsubscribe=One-Click' },
      ]
    : [];

/** Keeps to the characters that SES allows in a tag's value. Step ids do already. */
const tag = (name: string, value: string) => ({
  Name: name,
  Value: value.replace(/[^\w.@-]/g, '_').slice(0, 256),
});

/** In base64, since the lines of a text part could be longer than a mail's may be. */
const attached = ({ filename, contentType, content, contentId }: Attachment) => ({
  FileName: filename,
  ContentType: contentType,
  ContentDisposition: contentId ? ('INLINE' as const) : ('ATTACHMENT' as const),
  ContentId: contentId,
  ContentTransferEncoding: 'BASE64' as const,
  RawContent: content,
});

/** The call to SES. Its tags come back with every piece of feedback, and name the message's record. */
export function emailRequest(envelope: Envelope, { subject, html, text }: RenderedEmail): SendEmailRequest {
  const { task, template, to, replyTo, brand, sender, configurationSet, attachments, conversation } =
    envelope;
  const headers = [...oneClick(envelope), ...(conversation ? threadHeaders(conversation) : [])];
  return {
    FromEmailAddress: mailbox(brand.name, sender),
    Destination: { ToAddresses: [to] },
    ReplyToAddresses:
      template.kind === 'staff' ? undefined : [replyTo ? mailbox(brand.name, replyTo) : brand.staffEmail],
    ConfigurationSetName: configurationSet,
    EmailTags: [
      tag('person', task.run.person),
      tag('run', task.run.id),
      tag('step', task.step),
      tag('visit', String(task.visit)),
    ],
    Content: {
      Simple: {
        Subject: utf8(conversation ? subjectOfReply(conversation, subject) : subject),
        Body: { Html: utf8(html), Text: utf8(text) },
        Headers: headers.length > 0 ? headers : undefined,
        Attachments: attachments.length > 0 ? attachments.map(attached) : undefined,
      },
    },
  };
}
