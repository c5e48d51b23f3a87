const widest = 80;

/** What would steer a terminal: people's and marketers' words come by here. */
const steering = /[^\P{Cc}\n]/gu;

/** A paragraph's words in lines; a word that is longer than a line, as a link, stays whole. */
function linesOf(paragraph: string, width: number): readonly string[] {
  const lines: string[] = [];
  for (const word of paragraph.split(/\s+/).filter((each) => each !== '')) {
    const last = lines.at(-1);
    const longer = `${last} ${word}`;
    if (last !== undefined && [...longer].length <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines.length === 0 ? [''] : lines;
}

/** A text in lines of a terminal's usual width, each indented; its own line ends stay. */
export function wrapped(text: string, indent = ''): string {
  const lines = text
    .replaceAll(steering, '')
    .trimEnd()
    .split('\n')
    .flatMap((line) => linesOf(line, widest - indent.length));
  return lines.map((line) => `${`${indent}${line}`.trimEnd()}\n`).join('');
}

/** A point of a list: the lines that follow its first stand below its text. */
export const point = (text: string): string => `- ${wrapped(text, '  ').slice(2)}`;
