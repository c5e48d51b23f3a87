import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { Centre } from './centre.ts';

const ada = 'ada@example.com';

describe('a local cloud that is stopped and started again', () => {
  const data = mkdtempSync(join(tmpdir(), 'onward-test-'));
  afterEach(() => rmSync(data, { recursive: true, force: true }));

  it('goes on where it was: people, runs that wait, and what they were sent', async () => {
    const before = await Centre.open({ data });
    await before.consents(ada, 'email');
    await before.claims(ada);
    await before.cloud.advance('P1D');
    const now = before.cloud.now();
    await before.cloud.close();

    const after = await Centre.open({ data, frozenAt: now });
    expect(after.inbox(ada)).toEqual(['send-offer']);
    await after.cloud.advance('P3D');
    await after.claims(ada);
    expect(after.inbox(ada)).toEqual(['send-offer', 'send-last-chance']);
    await after.cloud.close();
  });
});
