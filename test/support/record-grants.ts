import { afterAll, afterEach } from 'vitest';
import { forgetClouds, takeUsedGrants } from './grant-use.ts';

declare module 'vitest' {
  interface TaskMeta {
    /** Ids of the grants of the template that the test's calls used. */
    grants?: string[];
  }
}

// Runs after a test's own `afterEach`, so that what these do counts as well.
afterEach(({ task }) => {
  const grants = takeUsedGrants();
  if (grants.length > 0) task.meta.grants = grants;
});

afterAll(forgetClouds);
