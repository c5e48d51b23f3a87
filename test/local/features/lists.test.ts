import { expect, it } from 'vitest';
import { openCloud } from '../../support/local-cloud.ts';
import { read, write } from './document.ts';
import { offered, operationsText } from './operations.ts';
import { resourceTypesText } from './resource-types.ts';
import { statesLanguageText } from './states-language.ts';

/** The lists of `docs/local-cloud.md`; `npm run docs:local-cloud` writes them anew. */
const lists: Readonly<Record<string, () => string | Promise<string>>> = {
  operations: async () => {
    const cloud = await openCloud({ resources: {} }, { awsPort: 0, frozenAt: undefined });
    return operationsText(await offered(cloud.awsOrigin));
  },
  'states-language': statesLanguageText,
  'resource-types': resourceTypesText,
};

it.each(Object.keys(lists))('docs/local-cloud.md lists the %s as they are', async (name) => {
  const made = await lists[name]?.();
  if (process.env.WRITE_LOCAL_CLOUD_LISTS && made !== undefined) write(name, made);
  expect(read(name), 'run npm run docs:local-cloud').toBe(made);
});
