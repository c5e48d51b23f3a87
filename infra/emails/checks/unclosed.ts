import { type Fault, lineAt } from '../fault.ts';
import type { SourceFile } from '../source-files.ts';

const tag = /<!--[\s\S]*?-->|<(\/?)(mjml|mj-[a-z-]+)\b(?:"[^"]*"|[^">])*?(\/?)>/g;

/** MJML's tags that are not closed, or close nothing: MJML itself takes what follows for their content and says nothing. */
export function unclosedTags({ path: file, text }: SourceFile): readonly Fault[] {
  const open: { readonly name: string; readonly index: number }[] = [];
  const faults: Fault[] = [];
  const report = (index: number, sentence: string): void => {
    faults.push({ file, line: lineAt(text, index), sentence });
  };
  for (const { index, 1: slash, 2: name, 3: closed } of text.matchAll(tag)) {
    if (!name || closed) continue;
    if (!slash) open.push({ name, index });
    else if (open.at(-1)?.name === name) open.pop();
    else
      report(
        index,
        `</${name}> closes nothing that is open${open.at(-1) ? ` but <${open.at(-1)?.name}>` : ''}`,
      );
  }
  for (const { name, index } of open) report(index, `<${name}> is not closed`);
  return faults.slice(0, 1);
}
