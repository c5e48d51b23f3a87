import { readFileSync, writeFileSync } from 'node:fs';

const path = new URL('../../../docs/local-cloud.md', import.meta.url);

const section = (name: string): RegExp =>
  new RegExp(`(<!-- ${name} -->\n\n)(.*?)(\n\n<!-- /${name} -->)`, 's');

/** `docs/local-cloud.md`, whose lists stand between comments and are made from the code. */
export const text = (): string => readFileSync(path, 'utf8');

/** What the document says between `<!-- name -->` and `<!-- /name -->`. */
export function read(name: string): string {
  const found = section(name).exec(text())?.[2];
  if (found === undefined) throw new Error(`docs/local-cloud.md has no section <!-- ${name} -->`);
  return found;
}

export function write(name: string, content: string): void {
  read(name);
  writeFileSync(
    path,
    text().replace(section(name), (_all, begin, _old, end) => `${begin}${content}${end}`),
  );
}
