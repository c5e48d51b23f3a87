import { mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { readContext } from '../../infra/context.ts';
import { readLock } from '../../infra/lock.ts';
import { specs } from '../../infra/specs.ts';
import { synthesize } from '../../infra/synth.ts';
import { journeys } from '../../workflows/journeys/index.ts';

const root = mkdtempSync(join(tmpdir(), 'onward-synth-'));
const said: string[] = [];

interface Resource {
  readonly Type: string;
  readonly Properties: Readonly<Record<string, unknown>>;
}
let resources: readonly Resource[];

beforeAll(async () => {
  const places = { outdir: join(root, 'cdk.out'), bundles: join(root, 'bundles') };
  const directory = await synthesize(places, (line) => said.push(line));
  resources = Object.values(
    JSON.parse(readFileSync(join(directory, 'Onward.template.json'), 'utf8')).Resources,
  );
}, 60_000);

const names = (type: string, property: string): unknown[] =>
  resources.filter((each) => each.Type === type).map((each) => each.Properties[property]);

describe('a centre’s file that is wrong', () => {
  it.each([
    ['{"slotMinutes": 30}', /^(.+)\/centre\.json, timezone: .+\n\1\/centre\.json, /],
    ['{', /^.+\/centre\.json: is no JSON: /],
  ])('stops the synthesis in a sentence: %s', async (text, sentence) => {
    const centre = join(root, 'centre.json');
    writeFileSync(centre, text);
    await expect(synthesize({ context: { ...readContext(), centre } })).rejects.toThrow(sentence);
  });
});

describe('a synthesis without an account, Docker or the CDK command line', () => {
  it('writes every function and every journey', () => {
    expect(names('AWS::Lambda::Function', 'FunctionName').toSorted()).toEqual(
      specs.map(({ name }) => `onward-${name}`).toSorted(),
    );
    expect(names('AWS::StepFunctions::StateMachine', 'StateMachineName').toSorted()).toEqual(
      [...journeys.map(({ id }) => id), 'build-segments', 'recount-reports', 'run-campaign', 'walk-schedules']
        .map((name) => `onward-${name}`)
        .toSorted(),
    );
  });

  it('tells what it did, bundle sizes included', () => {
    expect(said.join('\n')).toMatch(/bundled .*send-message \d+ KB/);
  });

  it('puts one module of at most 760 KB and its source map into each bundle', () => {
    for (const { name } of specs) {
      const folder = join(root, 'bundles', name);
      expect(readdirSync(folder).toSorted()).toEqual(['index.mjs', 'index.mjs.map']);
      expect([name, statSync(join(folder, 'index.mjs')).size < 760_000]).toEqual([name, true]);
    }
  });

  it('finds every journey in the lock', () => {
    expect(readLock()).toEqual(journeys.map(({ id }) => id).toSorted());
  });
});
