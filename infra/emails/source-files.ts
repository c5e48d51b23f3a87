import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Fault, lineAt } from './fault.ts';

/** A file that an email is made of. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

/** `email.mjml` is the default, `email.de.mjml` and `email.de-AT.mjml` are for locales. */
const variant = /^email(?:\.([a-z]{2,3}(?:-[A-Z][A-Za-z0-9]+)*))?\.mjml$/;

/** The email sources in a template's folder: path by locale, the one without a locale as `default`. */
export function variantsIn(folder: string): ReadonlyMap<string, string> {
  const files = existsSync(folder) ? readdirSync(folder).sort() : [];
  return new Map(
    files.flatMap((file) => {
      const match = variant.exec(file);
      return match ? [[match[1] ?? 'default', join(folder, file)] as const] : [];
    }),
  );
}

const include = /<mj-include\b[^>]*?\bpath="([^"]*)"/g;

/** A source and, below it, all that it includes, each file once; and the includes that lead nowhere. */
export function filesOf(path: string): { readonly files: readonly SourceFile[]; readonly faults: Fault[] } {
  const files = new Map<string, SourceFile>();
  const faults: Fault[] = [];
  const read = (file: string): void => {
    if (files.has(file)) return;
    const text = readFileSync(file, 'utf8');
    files.set(file, { path: file, text });
    for (const match of text.matchAll(include)) {
      const target = join(dirname(file), match[1] ?? '');
      if (existsSync(target)) read(target);
      else
        faults.push({
          file,
          line: lineAt(text, match.index),
          sentence: `there is no ${target} to include; paths are relative to the file that they stand in`,
        });
    }
  };
  read(path);
  return { files: [...files.values()], faults };
}
