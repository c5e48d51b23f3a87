import { join, resolve } from 'node:path';
import { build } from 'esbuild';
import type { CompiledEmails } from '../domain/messages/compiled-email.ts';
import { packed } from '../domain/packed.ts';

interface Bundle {
  readonly name: string;
  /** Minified bytes of `index.mjs`. */
  readonly bytes: number;
}

/**
 * Bundles functions, each from `<source>/<name>/index.ts` to `<outdir>/<name>/index.mjs`, all in one call of esbuild.
 * The same sources give the same bytes, so that an unchanged function is not deployed again.
 *
 * Source maps lie beside the bundles and name positions only: stack traces read well, sources are not deployed.
 */
export async function bundleFunctions(input: {
  readonly names: readonly string[];
  readonly source: string;
  readonly outdir: string;
  /** The brand file that `#brand` stands for. */
  readonly brand: string;
  /** The file that `#centre` stands for. */
  readonly centre: string;
  /** The file of caps and quiet hours that `#messaging` stands for. */
  readonly messaging: string;
  /** The forms' scripts that `FORMS` stands for, see `bundleForms`. */
  readonly forms?: Readonly<Record<string, string>>;
  /** The emails that `EMAILS` stands for, see `compileEmails`. */
  readonly emails?: CompiledEmails;
  /** The document that `OPENAPI` stands for, see `api-document.ts`. */
  readonly api?: unknown;
}): Promise<readonly Bundle[]> {
  const { metafile } = await build({
    entryPoints: input.names.map((name) => ({
      in: join(input.source, name, 'index.ts'),
      out: `${name}/index`,
    })),
    outdir: input.outdir,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    // The SDK's `module` builds are ECMAScript modules and shake to a third of its CommonJS builds.
    mainFields: ['module', 'main'],
    alias: {
      '@aws-sdk/credential-provider-node': resolve('functions/shared/lambda-credentials.ts'),
      '#brand': resolve(input.brand),
      '#centre': resolve(input.centre),
      '#messaging': resolve(input.messaging),
    },
    define: {
      FORMS: JSON.stringify(input.forms ?? {}),
      EMAILS: JSON.stringify(packed(input.emails ?? {})),
      OPENAPI: JSON.stringify(packed(input.api ?? {})),
    },
    minify: true,
    sourcemap: 'linked',
    sourcesContent: false,
    legalComments: 'none',
    metafile: true,
    logLevel: 'warning',
  });
  const bytes = new Map(
    Object.entries(metafile.outputs).map(([path, output]) => [resolve(path), output.bytes] as const),
  );
  return input.names.map((name) => ({
    name,
    bytes: bytes.get(resolve(input.outdir, name, 'index.mjs')) ?? 0,
  }));
}
