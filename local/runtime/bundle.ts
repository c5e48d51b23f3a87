import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { shadowedNames } from './globals.ts';

/** Where a loaded bundle finds its globals: `globalThis[registryKey].get(<instance>)`. */
export const registryKey = Symbol.for('onward.local.functions');

/**
 * The bundle's first line: constants that shadow the machine's globals. One file serves many instances, which tell
 * themselves apart by their URL.
 */
const prelude = `const { ${shadowedNames.join(', ')} } = (0, eval)('globalThis')[Symbol.for('onward.local.functions')].get(new URL(import.meta.url).searchParams.get('instance'));`;

interface SourceMap {
  readonly mappings: string;
  readonly sources: readonly string[];
  readonly sourceRoot?: string;
}

/**
 * Everything of the map moves down by the prelude's line; sources are found from the new place. The CDK copies
 * bundles to where relative paths lead elsewhere: those are taken from the project's root.
 */
function shifted(map: SourceMap, directory: string): SourceMap {
  const base = pathToFileURL(`${directory}/`);
  const { sourceRoot = '', ...rest } = map;
  return {
    ...rest,
    mappings: `;${map.mappings}`,
    sources: map.sources.map((source) => {
      const url = new URL(sourceRoot + source, base);
      return existsSync(url) ? url.href : pathToFileURL(source.replace(/^(\.\.\/)+/, '')).href;
    }),
  };
}

function writeAtomically(path: string, text: string): void {
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, text);
  renameSync(draft, path);
}

/**
 * Copies a function's bundle, with its prelude, to a file named by its content below `into`, and returns the file's
 * path. The bundle is `<module>.mjs` or `<module>.js`, one ES module; its source map lies beside it.
 * @throws Error when there is no such file.
 */
export function prepareBundle(directory: string, moduleName: string, into: string): string {
  const source = ['.mjs', '.js']
    .map((end) => join(directory, moduleName + end))
    .find((path) => existsSync(path));
  if (source === undefined) throw new Error(`Cannot find module '${moduleName}'`);
  const code = readFileSync(source, 'utf8');
  const hash = createHash('sha256').update(prelude).update(source).update(code).digest('hex').slice(0, 24);
  const target = join(into, `${hash}.mjs`);
  if (existsSync(target)) return target;

  mkdirSync(into, { recursive: true });
  const withoutComment = code.replace(/\n\/\/# sourceMappingURL=\S*\s*$/, '\n');
  const mapPath = `${source}.map`;
  const hasMap = existsSync(mapPath);
  if (hasMap) {
    const map: SourceMap = JSON.parse(readFileSync(mapPath, 'utf8'));
    writeAtomically(`${target}.map`, JSON.stringify(shifted(map, directory)));
  }
  const comment = hasMap ? `\n//# sourceMappingURL=${hash}.mjs.map\n` : '';
  writeAtomically(target, `${prelude}\n${withoutComment}${comment}`);
  return target;
}
