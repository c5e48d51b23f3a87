import type { Attachment, EmailContent, MessageHeader } from '@aws-sdk/client-sesv2';
import { AwsError } from '../../aws-error.ts';
import type { CapturedAttachment } from '../../capture.ts';
import { parseMail } from './mime.ts';
import { render } from './render.ts';
import { SendRefusal } from './send-refusal.ts';
import type { SesStore } from './ses-store.ts';

type Header = { readonly name: string; readonly value: string };

/** What a message says, whichever way the caller gave it. */
export interface Content {
  readonly subject?: string | undefined;
  readonly text?: string | undefined;
  readonly html?: string | undefined;
  readonly headers: readonly Header[];
  readonly attachments: readonly CapturedAttachment[];
}

const bad = (message: string) => new AwsError('BadRequestException', message);

/** Reads simple, raw or templated content. Throws `BadRequestException`, `NotFoundException`, or `RenderingFailure`. */
export function contentOf(given: EmailContent | undefined, store: SesStore): Content {
  if (given?.Raw?.Data) checkSize(given.Raw.Data.length);
  const content = parsedContent(given, store);
  if (!given?.Raw) checkSize(sizeOf(content));
  return content;
}

/** Of one message, encoded. */
const MOST_BYTES = 40 * 1024 * 1024;

function checkSize(bytes: number): void {
  if (bytes > MOST_BYTES) throw bad(`Message length is more than ${MOST_BYTES} bytes long: '${bytes}'.`);
}

/** Bytes of a message, its attachments as they are encoded in it. */
const sizeOf = ({ subject, text, html, attachments }: Content): number =>
  [subject, text, html].reduce((sum, part) => sum + Buffer.byteLength(part ?? ''), 0) +
  attachments.reduce((sum, { text: bytes }) => sum + Math.ceil(Buffer.byteLength(bytes) / 3) * 4, 0);

function parsedContent(content: EmailContent | undefined, store: SesStore): Content {
  if (content?.Simple) {
    const { Subject, Body, Headers, Attachments } = content.Simple;
    if (Subject?.Data === undefined) throw bad('The subject must be specified.');
    if (!Body?.Text && !Body?.Html) throw bad('The body must have text or HTML.');
    return {
      subject: Subject.Data,
      text: Body.Text?.Data,
      html: Body.Html?.Data,
      headers: headersOf(Headers),
      attachments: (Attachments ?? []).map(captured),
    };
  }
  if (content?.Raw?.Data) {
    const mail = parseMail(content.Raw.Data);
    const subject = mail.headers.find(({ name }) => name.toLowerCase() === 'subject')?.value;
    return { ...mail, subject };
  }
  if (content?.Template) {
    const { TemplateName, TemplateContent, TemplateData, Headers, Attachments } = content.Template;
    const stored = TemplateContent ? undefined : store.get('template', TemplateName ?? '');
    if (!TemplateContent && !stored)
      throw new SendRefusal(
        'NotFoundException',
        'TEMPLATE_NOT_FOUND',
        `Template ${TemplateName ?? ''} does not exist.`,
        404,
      );
    const template = stored ?? {
      subject: TemplateContent?.Subject,
      text: TemplateContent?.Text,
      html: TemplateContent?.Html,
    };
    const data = templateData(TemplateData);
    return {
      subject: render(template.subject, data),
      text: render(template.text, data),
      html: render(template.html, data),
      headers: headersOf(Headers),
      attachments: (Attachments ?? []).map(captured),
    };
  }
  throw bad('Exactly one of Simple, Raw or Template must be given as the content.');
}

/** Template data is JSON text. Throws `BadRequestException`. */
export function templateData(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? '{}');
  } catch {
    throw bad('Invalid template data: it is not JSON.');
  }
}

/** At most 15, of printable ASCII, as SES takes them. */
function headersOf(headers: readonly MessageHeader[] = []): Header[] {
  if (headers.length > 15) throw bad('A message can have up to 15 headers.');
  return headers.map(({ Name = '', Value = '' }) => {
    if (!/^[\x21-\x39\x3b-\x7e]{1,126}$/.test(Name)) throw bad(`Invalid header name <${Name}>.`);
    if (!/^[\x20-\x7e]{1,995}$/.test(Value)) throw bad(`Invalid header value of <${Name}>.`);
    return { name: Name, value: Value };
  });
}

function captured({ FileName, ContentType, RawContent }: Attachment): CapturedAttachment {
  if (!FileName || !RawContent) throw bad('An attachment needs a file name and content.');
  return {
    filename: FileName,
    contentType: ContentType ?? 'application/octet-stream',
    text: Buffer.from(RawContent).toString('utf8'),
  };
}
