import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: 'test/support/synthesized.ts',
    setupFiles: ['test/support/generated.ts', 'test/support/record-grants.ts'],
    reporters: ['default', './test/iam/recorder.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // One worker less than cores is the default, which leaves half of a two-core machine idle.
    maxWorkers: '100%',
  },
});
