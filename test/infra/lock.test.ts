import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkLock, extendLock, readLock } from '../../infra/lock.ts';

describe('the lock of deployed journeys', () => {
  it('refuses a catalogue without a journey that was deployed, and says to retire it', () => {
    expect(() => checkLock(['appointment', 'welcome'], ['appointment'])).toThrow(
      /journey "welcome" was deployed .* set `retired: true`/,
    );
  });

  it('names the journeys that are new', () => {
    expect(checkLock(['appointment'], ['appointment', 'welcome'])).toEqual(['welcome']);
  });

  it('gains new ids and loses none', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'onward-lock-')), 'lock.json');
    writeFileSync(file, '["welcome"]');
    expect(extendLock(['appointment'], file)).toEqual(['appointment']);
    expect(readLock(file)).toEqual(['appointment', 'welcome']);
  });
});
