import PostalMime, { type Address, type Email } from 'postal-mime';
import { htmlText } from './html-text.ts';

/** A mail, as far as it matters who wrote what. */
export interface ParsedMail {
  /** The From address, as it is written; undefined for a mail without one. */
  readonly from: string | undefined;
  readonly subject: string;
  /** The whole text, quotes and signature included. */
  readonly text: string;
  /** Its Message-ID, with its angle brackets. */
  readonly messageId: string | undefined;
  /** Message-IDs that it answers, without angle brackets, the one that it answers directly first. */
  readonly answers: readonly string[];
  readonly attachments: readonly {
    readonly filename: string;
    readonly contentType: string;
    readonly bytes: number;
  }[];
  /** A header's values, from the top down. */
  header(name: string): readonly string[];
}

/** What a mail program never comes near, and a bomb goes beyond: levels of parts in parts, bytes of headers. */
const limits = { maxNestingDepth: 32, maxHeadersSize: 256 * 1024, forceRfc822Attachments: true } as const;

/** Characters of a mail's text that are looked at: people write less, quoted threads go beyond. */
const longestText = 256 * 1024;

/** @throws Error for a mail that goes beyond the limits or is none */
export async function parseMail(raw: Uint8Array): Promise<ParsedMail> {
  const email = await PostalMime.parse(raw, limits);
  return {
    from: addressOf(email.from),
    subject: email.subject ?? '',
    text: textOf(email).slice(0, longestText),
    messageId: email.messageId,
    answers: messageIdsIn([email.inReplyTo ?? '', ...(email.references ?? '').split(/\s+/).reverse()]),
    attachments: email.attachments.map(({ filename, mimeType, content }) => ({
      filename: filename ?? 'attachment',
      contentType: mimeType,
      bytes: typeof content === 'string' ? content.length : content.byteLength,
    })),
    header: (name) => email.headers.filter(({ key }) => key === name).map(({ value }) => value),
  };
}

const textOf = ({ text, html }: Email): string =>
  text?.trim() ? text : htmlText((html ?? '').slice(0, 4 * longestText));

function addressOf(from: Address | undefined): string | undefined {
  const address = from?.address ?? from?.group?.[0]?.address;
  return address === '' ? undefined : address;
}

/** Of a long thread the latest are enough. */
const mostAnswers = 20;

const messageIdsIn = (texts: readonly string[]): readonly string[] => [
  ...new Set(
    texts
      .flatMap((text) => [...text.matchAll(/<([^<>\s]{1,500})>/g)].map(([, id = '']) => id))
      .slice(0, mostAnswers),
  ),
];
