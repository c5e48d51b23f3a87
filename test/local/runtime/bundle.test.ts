import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { SourceMap } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { expect, onTestFinished, test } from 'vitest';
import { prepareBundle } from '../../../local/runtime/bundle.ts';

test('a prepared bundle’s source map leads back to the sources', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'bundle-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  writeFileSync(
    join(directory, 'probe.ts'),
    'export const handler = () => {\n  throw new Error("marked");\n};\n',
  );
  await build({
    entryPoints: [join(directory, 'probe.ts')],
    outfile: join(directory, 'index.mjs'),
    format: 'esm',
    minify: true,
    sourcemap: 'external',
  });
  const { file } = await prepareBundle(directory, 'index', join(directory, 'prepared'));
  const lines = readFileSync(file, 'utf8').split('\n');
  const line = lines.findIndex((each) => each.includes('marked'));
  const map = new SourceMap(JSON.parse(readFileSync(`${file}.map`, 'utf8')));
  const entry = map.findEntry(line, lines[line]!.indexOf('new Error'));
  expect(entry).toMatchObject({ originalSource: `file://${directory}/probe.ts`, originalLine: 1 });
  expect(lines.at(-2)).toMatch(/^\/\/# sourceMappingURL=[0-9a-f]{24}\.factory\.mjs\.map$/);
  expect(await prepareBundle(directory, 'index', join(directory, 'prepared'))).toMatchObject({ file });
});
