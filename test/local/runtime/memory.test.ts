import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, it, onTestFinished } from 'vitest';
import { prepareBundle } from '../../../local/runtime/bundle.ts';
import { machineChance } from '../../../local/runtime/chance.ts';
import { functionSurroundings } from '../../../local/runtime/globals.ts';
import { loadInstance } from '../../../local/runtime/instance.ts';

setFlagsFromString('--expose-gc');
const collect: (how: object) => Promise<void> = runInNewContext('gc');

const source = `
  const steps = new Array(1_000).fill('a step');
  const journey = Object.create({ length: () => steps.length });
  globalThis.told(steps);
  export const handler = () => journey.length();
  // Long enough for V8 to compile it for the shape of this very object.
  for (let turn = 0; turn < 300_000; turn += 1) handler();
`;

it('leaves nothing behind of an instance that ended', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'memory-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  writeFileSync(join(directory, 'index.mjs'), source);
  const bundle = await prepareBundle(directory, 'index', directory);
  const loaded: WeakRef<object>[] = [];
  const surroundings = () => {
    const made = functionSurroundings({
      functionName: 'probe',
      environment: {},
      now: () => 0,
      log: { write: () => undefined },
      fetch,
      chance: machineChance,
      extra: {},
    });
    Object.assign(made.globals.globalThis as object, {
      told: (steps: object) => loaded.push(new WeakRef(steps)),
    });
    return made;
  };

  for (let cold = 0; cold < 20; cold += 1)
    expect(await loadInstance(bundle, 'index.handler', surroundings())).toHaveProperty('handler');
  // What was made in this turn of the event loop is held until its end.
  await new Promise(setImmediate);
  await collect({ type: 'major', execution: 'async' });

  expect(loaded).toHaveLength(20);
  expect(loaded.filter((each) => each.deref()).length).toBeLessThan(2);
});
