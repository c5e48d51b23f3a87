import { quoteHeadAt } from './quote-heads.ts';

/** RFC 3676, and what people type instead. Below it is the signature. */
const signature = /^(?:-- ?|—|_{5,})$/;

/** What telephones and mail programs put below a text by themselves. */
const byMachine: readonly RegExp[] = [
  /^Sent (?:from|via|with) .{2,80}$/i,
  /^Get Outlook for .{2,80}$/i,
  /^Gesendet (?:von|mit) .{2,80}$/i,
  /^Von mein(?:em|er) .{2,60} gesendet$/i,
  /^Diese Nachricht wurde von mein(?:em|er) .{2,80}$/i,
  /^Outlook für .{2,60} (?:herunterladen|beziehen)$/i,
  /^Envoyé (?:depuis|de|à partir de|avec) .{2,80}$/i,
  /^(?:Télécharger|Obtenir|Obtenez) Outlook pour .{2,80}$/i,
  /^Enviado (?:desde|con) .{2,80}$/i,
  /^(?:Obtener|Obtén) Outlook para .{2,80}$/i,
  /^Inviato da .{2,80}$/i,
  /^(?:Verzonden|Verstuurd) vanaf .{2,80}$/i,
];

const isQuoted = (line: string): boolean => /^\s{0,3}>/.test(line);

/** Lines that are looked at; whatever is longer is a quoted thread. */
const mostLines = 5_000;

/**
 * What somebody wrote themselves: without the quotes of what they answer, wherever they stand, and without the signature.
 * The whole text where nothing would be left, so that a person who reads it misses nothing.
 */
export function ownWords(text: string): string {
  const lines = text
    .replace(/\r\n?/g, '\n')
    .replace(/[\u200b-\u200d\ufeff]/g, '')
    .split('\n', mostLines);
  const own = withoutSignature(withoutQuotes(lines));
  return own === '' ? lines.join('\n').trim() : own;
}

function withoutQuotes(lines: readonly string[]): readonly string[] {
  const own: string[] = [];
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    if (isQuoted(line)) continue;
    const head = quoteHeadAt(lines, at);
    if (!head) {
      own.push(line);
      continue;
    }
    if (head.unmarked || !quotesFollow(lines, at + head.lines)) return own;
    at += head.lines - 1;
  }
  return own;
}

/** Whether the next line that says something is marked as a quote. Else all that follows is one. */
function quotesFollow(lines: readonly string[], at: number): boolean {
  const next = lines.slice(at).find((line) => line.trim() !== '');
  return next !== undefined && isQuoted(next);
}

function withoutSignature(lines: readonly string[]): string {
  const end = lines.findIndex((line, at) => signature.test(line.trimEnd()) && at > 0);
  const kept = [...(end < 0 ? lines : lines.slice(0, end))];
  while (kept.length > 0) {
    const last = kept.at(-1)?.trim() ?? '';
    if (last !== '' && !byMachine.some((form) => form.test(last.replace(/<[^<>]{0,200}>$/, '').trim())))
      break;
    kept.pop();
  }
  return kept
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}
