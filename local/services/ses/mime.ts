import type { CapturedAttachment } from '../../capture.ts';

/** A parsed message: headers in order, first text and HTML part, the rest as attachments. */
export interface ParsedMail {
  readonly headers: readonly { readonly name: string; readonly value: string }[];
  readonly text?: string;
  readonly html?: string;
  readonly attachments: readonly CapturedAttachment[];
}

type Headers = ParsedMail['headers'];

interface Part {
  readonly headers: Headers;
  /** One character per byte. */
  readonly body: string;
}

const latin1 = (data: Uint8Array): string => Buffer.from(data).toString('latin1');

const decoded = (headers: Headers): Headers =>
  headers.map(({ name, value }) => ({ name, value: decodeWords(value) }));

/** A message's headers alone, whatever its body is. */
export const headersIn = (data: Uint8Array): Headers => decoded(partOf(latin1(data)).headers);

/** Reads a message as RFC 5322 and MIME write it, as far as showing what was sent needs. */
export function parseMail(data: Uint8Array): ParsedMail {
  const root = partOf(latin1(data));
  const leaves = leavesOf(root);
  const inline = (type: string) => leaves.find((leaf) => isInline(leaf) && typeOf(leaf).type === type);
  const [text, html] = [inline('text/plain'), inline('text/html')];
  return {
    headers: decoded(root.headers),
    ...(text && { text: contentOf(text) }),
    ...(html && { html: contentOf(html) }),
    attachments: leaves.filter((leaf) => leaf !== text && leaf !== html).map(attachmentOf),
  };
}

function partOf(source: string): Part {
  const [, head = '', body = ''] = /^([\s\S]*?)\r?\n\r?\n([\s\S]*)$/.exec(source) ?? [undefined, source];
  const headers = head
    .replace(/\r?\n[ \t]+/g, ' ')
    .split(/\r?\n/)
    .flatMap((line) => {
      const colon = line.indexOf(':');
      return colon < 1 ? [] : [{ name: line.slice(0, colon), value: line.slice(colon + 1).trim() }];
    });
  return { headers, body };
}

const header = (part: Part, name: string): string =>
  part.headers.find((each) => each.name.toLowerCase() === name)?.value ?? '';

/** A header's value before its parameters, and one parameter. */
function parameter(value: string, name: string): string | undefined {
  const found = new RegExp(`;\\s*${name}\\*?=(?:"([^"]*)"|([^;\\s]*))`, 'i').exec(value);
  return found?.[1] ?? found?.[2];
}

function typeOf(part: Part): { readonly type: string; readonly boundary: string | undefined } {
  const value = header(part, 'content-type') || 'text/plain';
  return { type: (value.split(';')[0] ?? '').trim().toLowerCase(), boundary: parameter(value, 'boundary') };
}

const isInline = (part: Part): boolean => !/^attachment/i.test(header(part, 'content-disposition'));

function leavesOf(part: Part): Part[] {
  const { type, boundary } = typeOf(part);
  if (!type.startsWith('multipart/') || boundary === undefined) return [part];
  const [, ...sections] = `\n${part.body}`.split(new RegExp(`\\r?\\n--${RegExp.escape(boundary)}`));
  const parts = sections
    .filter((section) => !section.startsWith('--'))
    .map((section) => section.replace(/^[^\n]*\n/, ''));
  return parts.flatMap((section) => leavesOf(partOf(section)));
}

function contentOf(part: Part): string {
  const encoding = header(part, 'content-transfer-encoding').toLowerCase();
  const body = part.body.replace(/\r?\n$/, '');
  if (encoding === 'base64') return Buffer.from(body, 'base64').toString('utf8');
  const bytes = encoding === 'quoted-printable' ? unquote(body.replace(/=\r?\n/g, '')) : body;
  return Buffer.from(bytes, 'latin1').toString('utf8');
}

const unquote = (text: string): string =>
  text.replace(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));

function attachmentOf(part: Part): CapturedAttachment {
  const filename =
    parameter(header(part, 'content-disposition'), 'filename') ??
    parameter(header(part, 'content-type'), 'name');
  return { filename: filename ?? 'attachment', contentType: typeOf(part).type, text: contentOf(part) };
}

/** RFC 2047: `=?utf-8?Q?…?=`. */
function decodeWords(value: string): string {
  const joined = value.replace(/\?=\s+=\?/g, '?==?');
  const decoded = joined.replace(/=\?[^?]+\?([QB])\?([^?]*)\?=/gi, (_, kind: string, text: string) =>
    /b/i.test(kind)
      ? Buffer.from(text, 'base64').toString('utf8')
      : Buffer.from(unquote(text.replace(/_/g, ' ')), 'latin1').toString('utf8'),
  );
  return decoded === joined ? Buffer.from(value, 'latin1').toString('utf8') : decoded;
}
