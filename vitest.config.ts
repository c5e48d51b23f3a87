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
    // A worker's files share what it has loaded and compiled: the local cloud, the functions' bundles, the SDK. Nearly a
    // third of all time went into loading them anew. No test may leave a global, a timer or a spy behind.
    isolate: false,
  },
});
