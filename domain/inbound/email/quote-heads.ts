/**
 * How mail programs introduce what they quote. Every pattern is anchored and bounded and reads one line, so that no text,
 * however made, takes long.
 */

/** `On Tue, 24 Nov 2026 at 09:00, Harbour Auto Care <hello@…> wrote:`, in the languages of our customers. */
const attributions: readonly RegExp[] = [
  /^On .{5,300} wrote:$/,
  /^Am .{5,300} schrieb.{0,200}:$/,
  /^.{2,200} schrieb am .{5,200}:$/,
  /^Le .{5,300} a écrit\s?:$/,
  /^El .{5,300} escribió:$/,
  /^Il .{5,300} ha scritto:$/,
  /^Em .{5,300} escreveu:$/,
  /^Op .{5,300} schreef.{0,200}:$/,
  /^Den .{5,300} skrev.{0,200}:$/,
  /^W dniu .{5,300} (?:pisze|napisał(?:\(a\)|a)?):$/,
  /^.{0,200}<[^<>\s]{1,100}@[^<>\s]{1,100}>.{0,60}:$/,
];

/** What an attribution begins with: only there is it worth joining lines that were wrapped. */
const openings = /^(?:On|Am|Le|El|Il|Em|Op|Den|W dniu) \S/;

const forwards =
  /^(?:-{2,20}|_{2,20}|\*{0,2}) ?(?:original message|forwarded message|ursprüngliche nachricht|original-nachricht|weitergeleitete nachricht|message d['’]origine|message transféré|mensaje original|mensaje reenviado|messaggio originale|oorspronkelijk bericht|begin forwarded message|anfang der weitergeleiteten nachricht|début du message réexpédié) ?:?(?:-{0,20}|\*{0,2})$/i;

const from = /^\*?(?:From|Von|De|Da|Van|Från|Fra|Od)\*?\s?:\*?\s{0,4}\S/;
const others =
  /^\*?(?:Sent|Date|To|Cc|Subject|Gesendet|Datum|An|Betreff|Envoyé|À|Objet|Enviado|Enviado el|Fecha|Para|Asunto|Inviato|Data|A|Oggetto|Verzonden|Aan|Onderwerp)\*?\s?:\*?\s/;

/** Of a block of headers, as Outlook puts above what was written before. */
const blockLines = 6;

/** Longer lines introduce nothing. */
const longest = 400;

export interface QuoteHead {
  /** How many lines it takes. */
  readonly lines: number;
  /** Whether what follows is quoted although no line is marked, as Outlook does. */
  readonly unmarked: boolean;
}

/** What introduces a quote at a line, if something does. */
export function quoteHeadAt(lines: readonly string[], at: number): QuoteHead | undefined {
  const line = lineAt(lines, at);
  if (line === '' || line.length > longest) return undefined;
  if (forwards.test(line)) return { lines: 1, unmarked: true };
  if (from.test(line) && hasBlock(lines, at)) return { lines: 1, unmarked: true };
  const most = openings.test(line) ? 3 : 1;
  let joined = '';
  for (let taken = 1; taken <= most; taken += 1) {
    joined = `${joined} ${lineAt(lines, at + taken - 1)}`.trim();
    if (joined.length <= longest && attributions.some((form) => form.test(joined)))
      return { lines: taken, unmarked: false };
  }
  return undefined;
}

const lineAt = (lines: readonly string[], at: number): string => (lines[at] ?? '').trim();

/** Whether two more headers at least follow a `From:`. */
function hasBlock(lines: readonly string[], at: number): boolean {
  const block = lines.slice(at + 1, at + 1 + blockLines * 2).filter((line) => line.trim() !== '');
  return block.slice(0, blockLines).filter((line) => others.test(line.trim())).length >= 2;
}
