import { Cloud } from '../../local/cloud.ts';
import type { CloudOptions } from '../../local/options.ts';
import { watch } from './grant-use.ts';

/** Where the synthesized app is, if not where `npm run synth` puts it: `npm run test:iam` takes grants out of copies. */
const appTemplate = process.env.APP_TEMPLATE;

/** The app in memory on a cloud of its own, which notes the grants that it uses. */
export async function openApp(options: CloudOptions = {}): Promise<Cloud> {
  const cloud = await Cloud.open({ templateDir: appTemplate, data: ':memory:', ...options });
  if (options.templateDir === undefined) watch(cloud);
  return cloud;
}
