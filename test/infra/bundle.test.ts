import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { bundleFunctions } from '../../infra/bundle.ts';

const root = mkdtempSync(join(tmpdir(), 'onward-bundle-'));
const bundle = (outdir: string) =>
  bundleFunctions({
    names: ['greet', 'wave'],
    source: root,
    outdir: join(root, outdir),
    brand: join(root, 'own-brand.json'),
    centre: join(root, 'own-centre.json'),
    messaging: join(root, 'own-messaging.json'),
  });

beforeAll(() => {
  writeFileSync(join(root, 'own-brand.json'), '{"name":"Corner Garage"}');
  writeFileSync(join(root, 'own-centre.json'), '{"slotMinutes":15}');
  writeFileSync(join(root, 'own-messaging.json'), '{"bestHour":11}');
  for (const name of ['greet', 'wave']) {
    mkdirSync(join(root, name));
    writeFileSync(
      join(root, name, 'index.ts'),
      "import brand from '#brand' with { type: 'json' };\nimport centre from '#centre' with { type: 'json' };\nimport messaging from '#messaging' with { type: 'json' };\nexport const handler = async (): Promise<string> => [brand.name, centre.slotMinutes, messaging.bestHour].join();\n",
    );
  }
});

describe('bundles', () => {
  it('are one module and its source map each, with the brand, the centre and the rules of messaging that the owner chose', async () => {
    const made = await bundle('out');
    expect(made.map(({ name }) => name)).toEqual(['greet', 'wave']);
    expect(made[0]?.bytes).toBeGreaterThan(0);
    expect(readdirSync(join(root, 'out', 'greet')).toSorted()).toEqual(['index.mjs', 'index.mjs.map']);
    const { handler } = await import(pathToFileURL(join(root, 'out', 'greet', 'index.mjs')).href);
    expect(await handler()).toBe('Corner Garage,15,11');
  });

  it('are the same bytes for the same sources', async () => {
    await bundle('first');
    await bundle('second');
    const read = (outdir: string) => readFileSync(join(root, outdir, 'wave', 'index.mjs'));
    expect(read('first').equals(read('second'))).toBe(true);
  });
});
