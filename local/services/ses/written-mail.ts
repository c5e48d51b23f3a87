/** A message as a person's mail program would write it. */
export interface WrittenMail {
  readonly from: string;
  readonly to: string;
  readonly subject?: string | undefined;
  readonly text?: string | undefined;
  readonly html?: string | undefined;
  /** A Message-ID, or a provider's id as captured messages have it. */
  readonly inReplyTo?: string | undefined;
  /** Further headers, as `Auto-Submitted`. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

interface Circumstances {
  /** Makes the Message-ID unique. */
  readonly id: string;
  readonly at: number;
}

/** RFC 2047, where it is not ASCII. Line breaks would begin another header. */
function headerText(value: string): string {
  const line = value.replace(/[\r\n]+/g, ' ');
  return /^[\x20-\x7e]*$/.test(line) ? line : `=?UTF-8?B?${Buffer.from(line).toString('base64')}?=`;
}

const part = (type: string, content: string): string =>
  [
    `Content-Type: ${type}; charset=utf-8`,
    'Content-Transfer-Encoding: base64',
    '',
    Buffer.from(content).toString('base64').replace(/.{76}/g, '$&\r\n'),
    '',
  ].join('\r\n');

/** SES makes Message-IDs of its ids so. */
const messageId = (id: string): string => (id.startsWith('<') ? id : `<${id}@email.amazonses.com>`);

/** Writes it as RFC 5322 and MIME want it. */
export function mimeOf(mail: WrittenMail, { id, at }: Circumstances): Buffer {
  const { from, to, subject = '', text, html, inReplyTo, headers = {} } = mail;
  const domain = /@([\w.-]+)/.exec(from)?.[1] ?? 'localhost';
  const all = {
    From: from,
    To: to,
    Subject: subject,
    Date: new Date(at).toUTCString(),
    'Message-ID': `<${id}@${domain}>`,
    ...(inReplyTo !== undefined && {
      'In-Reply-To': messageId(inReplyTo),
      References: messageId(inReplyTo),
    }),
    'MIME-Version': '1.0',
    ...headers,
  };
  const head = Object.entries(all).map(([name, value]) => `${name}: ${headerText(value)}\r\n`);
  if (html === undefined) return Buffer.from(`${head.join('')}${part('text/plain', text ?? '')}`);
  if (text === undefined) return Buffer.from(`${head.join('')}${part('text/html', html)}`);
  const boundary = `alternative-${id}`;
  const body = [part('text/plain', text), part('text/html', html)].map((each) => `--${boundary}\r\n${each}`);
  return Buffer.from(
    `${head.join('')}Content-Type: multipart/alternative; boundary="${boundary}"\r\n\r\n${body.join('')}--${boundary}--\r\n`,
  );
}
