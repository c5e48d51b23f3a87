import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { build } from 'esbuild';
import { parseBrand } from '../domain/messages/brand.ts';

/** Browsers since spring 2023: the first that all have constructable style sheets. */
const browsers = ['chrome111', 'edge111', 'firefox113', 'safari16.4'];

/**
 * Bundles the forms' scripts for browsers, each `<source>/<name>.ts` to one script without a name of its own on the
 * page. Of the brand they are told its name and colours.
 *
 * @returns the scripts' texts by file name, as `oil-change.js`
 */
export async function bundleForms(input: {
  readonly source: string;
  /** The brand file. */
  readonly brand: string;
}): Promise<Readonly<Record<string, string>>> {
  const { name, colours } = parseBrand(JSON.parse(readFileSync(input.brand, 'utf8')));
  const entries = readdirSync(input.source).filter((file) => file.endsWith('.ts'));
  const { outputFiles } = await build({
    entryPoints: entries.map((file) => join(input.source, file)),
    // Nothing is written there.
    outdir: input.source,
    write: false,
    bundle: true,
    format: 'iife',
    platform: 'browser',
    target: browsers,
    define: {
      BRAND: JSON.stringify({ name, primary: colours.primary, onPrimary: colours.onPrimary }),
    },
    minify: true,
    charset: 'utf8',
    legalComments: 'none',
    logLevel: 'warning',
  });
  return Object.fromEntries(outputFiles.map(({ path, text }) => [basename(path), text] as const));
}
