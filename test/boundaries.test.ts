import { spawnSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';

/** A file that stands in a room for the time of a test. */
const probe = (room: string) => `${room}/boundary-probe.ts`;

describe('the import boundaries', () => {
  let file = '';
  afterEach(() => rmSync(file, { force: true }));

  it.each([
    ['workflows', '../domain/ids.ts'],
    ['domain', '../functions/shared/spec.ts'],
    ['functions', '../infra/settings.ts'],
    ['infra', '../local/clock.ts'],
    ['local', '../domain/ids.ts'],
    ['preview', '../local/cloud.ts'],
    ['infra', '../preview/studio.ts'],
    ['demo', '../local/cloud.ts'],
    ['cli', '../functions/shared/spec.ts'],
    ['formats', '../cli/api.ts'],
    ['local', '../cli/api.ts'],
    ['simulate', '../domain/ids.ts'],
  ])('refuse that %s imports %s', (room, target) => {
    file = probe(room);
    writeFileSync(file, `import * as other from '${target}';\n\nconsole.log(other);\n`);
    const { status, stdout, stderr } = spawnSync('biome', ['lint', file], { encoding: 'utf8' });
    expect(stdout + stderr).toContain('noRestrictedImports');
    expect(status).not.toBe(0);
  });
});
