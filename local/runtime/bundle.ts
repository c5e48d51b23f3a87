import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { transform } from 'esbuild';
import { shadowedNames } from './globals.ts';

const shadowed = shadowedNames.join(', ');

/** What a bundle asks for a function's surroundings when it cannot be given them: `globalThis[…].get(<instance>)`. */
export const registryKey = Symbol.for('onward.local.functions');

/**
 * First lines, each one line long. The machine's globals are shadowed by constants or parameters of the same names. V8
 * compiles a function in parentheses with the module around it, any other only looks over and compiles once it is called:
 * a bundle is so read once instead of twice, which is a third of its first cold start.
 */
const asFactory = `const onwardImportMeta = import.meta; export default (({ ${shadowed} }, require, module, exports) => {`;
const asModule = `const { ${shadowed} } = (0, eval)('globalThis')[Symbol.for('onward.local.functions')].get(new URL(import.meta.url).searchParams.get('instance'));`;

interface SourceMap {
  readonly mappings: string;
  readonly sources: readonly string[];
  readonly sourceRoot?: string;
}

/** A function's bundle as the local cloud loads it. */
export interface PreparedBundle {
  readonly file: string;
  /** The bundle as it was deployed. */
  readonly source: string;
  /**
   * `factory`: its default export makes the bundle's exports anew, compiled once for all cold starts. `module`: the
   * bundle awaits something while it loads, so it is imported anew for each.
   */
  readonly form: 'factory' | 'module';
}

/**
 * Sources are found from the map's new place. The CDK copies bundles to where relative paths lead elsewhere: those are
 * taken from the project's root.
 */
function placed(map: SourceMap, directory: string): SourceMap {
  const base = pathToFileURL(`${directory}/`);
  const { sourceRoot = '', ...rest } = map;
  return {
    ...rest,
    sources: map.sources.map((source) => {
      const url = new URL(sourceRoot + source, base);
      return existsSync(url) ? url.href : pathToFileURL(source.replace(/^(\.\.\/)+/, '')).href;
    }),
  };
}

const inline = (map: SourceMap): string =>
  `\n//# sourceMappingURL=data:application/json;base64,${Buffer.from(JSON.stringify(map)).toString('base64')}\n`;

function writeAtomically(path: string, text: string): void {
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, text);
  renameSync(draft, path);
}

/** @throws Error when there is no such file. */
function findBundle(directory: string, moduleName: string): string {
  const found = ['.mjs', '.js']
    .map((end) => join(directory, moduleName + end))
    .find((path) => existsSync(path));
  if (found === undefined) throw new Error(`Cannot find module '${moduleName}'`);
  return found;
}

interface Rewritten {
  readonly form: PreparedBundle['form'];
  readonly code: string;
  readonly map: SourceMap | undefined;
}

/** @throws what esbuild throws for code that is not JavaScript. */
async function rewritten(code: string, map: SourceMap | undefined, awaits: boolean): Promise<Rewritten> {
  if (awaits) return { form: 'module', code: `${asModule}\n${code}\n`, map };
  const made = await transform(map ? code + inline(map) : code, {
    format: 'cjs',
    platform: 'node',
    target: 'node24',
    define: { 'import.meta': 'onwardImportMeta' },
    sourcemap: map ? 'external' : false,
    sourcesContent: false,
  });
  return {
    form: 'factory',
    code: `${asFactory}\n${made.code}return module.exports;\n});\n`,
    map: map && JSON.parse(made.map),
  };
}

const awaitsWhileLoading = (error: unknown): boolean => String(error).includes('Top-level await');

/** An error in the code as Node reports it. */
function asSyntaxError(error: unknown): unknown {
  const [first] = (error as { errors?: readonly { readonly text: string }[] }).errors ?? [];
  return first ? new SyntaxError(first.text) : error;
}

/**
 * Rewrites a function's bundle, `<module>.mjs` or `<module>.js`, one ES module with its source map beside it, to a
 * file named by its content below `into`.
 * @throws Error when there is no such file; SyntaxError when it is not JavaScript.
 */
export async function prepareBundle(
  directory: string,
  moduleName: string,
  into: string,
): Promise<PreparedBundle> {
  const source = findBundle(directory, moduleName);
  const code = readFileSync(source, 'utf8');
  const hash = createHash('sha256').update(asFactory).update(source).update(code).digest('hex').slice(0, 24);
  const pathOf = (form: PreparedBundle['form']): string => join(into, `${hash}.${form}.mjs`);
  for (const form of ['factory', 'module'] as const)
    if (existsSync(pathOf(form))) return { file: pathOf(form), source, form };

  const mapPath = `${source}.map`;
  const map = existsSync(mapPath)
    ? placed(JSON.parse(readFileSync(mapPath, 'utf8')) as SourceMap, directory)
    : undefined;
  const plain = code.replace(/\n\/\/# sourceMappingURL=\S*\s*$/, '\n');
  const made = await rewritten(plain, map, false).catch((error) => {
    if (awaitsWhileLoading(error)) return rewritten(plain, map, true);
    throw asSyntaxError(error);
  });
  mkdirSync(into, { recursive: true });
  const file = pathOf(made.form);
  // Everything moves down by the first line.
  if (made.map)
    writeAtomically(`${file}.map`, JSON.stringify({ ...made.map, mappings: `;${made.map.mappings}` }));
  const comment = made.map ? `//# sourceMappingURL=${hash}.${made.form}.mjs.map\n` : '';
  writeAtomically(file, made.code + comment);
  return { file, source, form: made.form };
}
