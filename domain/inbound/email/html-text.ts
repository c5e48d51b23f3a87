/** Elements that begin a line of their own. */
const blocks = new Set(
  'address article blockquote br dd div dl dt footer form h1 h2 h3 h4 h5 h6 header hr li main ol p pre section table tr ul'.split(
    ' ',
  ),
);

/** Elements whose content nobody is shown. */
const hidden = new Set(['head', 'script', 'style', 'template', 'title']);

/** Those that mail programs write for letters of our languages, spaces and quotes; others come as numbers or as they are. */
const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  auml: 'ä',
  ouml: 'ö',
  uuml: 'ü',
  szlig: 'ß',
  Auml: 'Ä',
  Ouml: 'Ö',
  Uuml: 'Ü',
  agrave: 'à',
  acirc: 'â',
  aacute: 'á',
  ccedil: 'ç',
  egrave: 'è',
  eacute: 'é',
  ecirc: 'ê',
  euml: 'ë',
  icirc: 'î',
  iuml: 'ï',
  iacute: 'í',
  ntilde: 'ñ',
  oacute: 'ó',
  ocirc: 'ô',
  ugrave: 'ù',
  uacute: 'ú',
  ucirc: 'û',
  Agrave: 'À',
  Eacute: 'É',
  Ccedil: 'Ç',
  Ntilde: 'Ñ',
  iexcl: '¡',
  iquest: '¿',
  lsquo: '‘',
  rsquo: '’',
  ldquo: '“',
  rdquo: '”',
  bdquo: '„',
  laquo: '«',
  raquo: '»',
  ndash: '–',
  mdash: '—',
  hellip: '…',
  euro: '€',
};

/** Of quotes in quotes; what is deeper is shown as deep. */
const deepest = 9;

function decoded(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|(\w{2,8}));/gi, (whole, decimal, hex, name) => {
    if (name !== undefined) return (Object.hasOwn(entities, name) && entities[name]) || whole;
    const code = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal);
    return code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : '\ufffd';
  });
}

/** Where an element ends whose content is not shown; with the text, if it never does. */
function endOf(tag: string, html: string, from: number): number {
  const end = new RegExp(`</${tag}`, 'gi');
  end.lastIndex = from;
  return end.exec(html)?.index ?? html.length;
}

/**
 * An HTML mail as text: one line for each block, `> ` before what stands in a blockquote, as mail programs quote. One
 * pass over tags, whatever they are like; nothing of it is HTML afterwards.
 */
export function htmlText(html: string): string {
  const lines: string[] = [];
  let line = '';
  let quotes = 0;
  const endLine = () => {
    const text = line.replace(/[ \t\r\n\u00a0]+/g, ' ').trim();
    if (text !== '' || lines.at(-1) !== '') lines.push(text === '' ? '' : `${'> '.repeat(quotes)}${text}`);
    line = '';
  };
  for (let at = 0; at < html.length; ) {
    const open = html.indexOf('<', at);
    line += decoded(html.slice(at, open < 0 ? html.length : open));
    if (open < 0) break;
    const comment = html.startsWith('<!--', open);
    const close = html.indexOf(comment ? '-->' : '>', open);
    if (close < 0) break;
    at = close + (comment ? 3 : 1);
    const [, slash = '', name = ''] = /^<(\/?)([a-z][a-z\d]*)/i.exec(html.slice(open, open + 20)) ?? [];
    const tag = name.toLowerCase();
    if (!slash && hidden.has(tag)) at = endOf(tag, html, at);
    if (!blocks.has(tag)) continue;
    endLine();
    if (tag === 'blockquote') quotes = Math.min(deepest, Math.max(0, quotes + (slash ? -1 : 1)));
  }
  endLine();
  return lines.join('\n').trim();
}
