import { synthesize } from '../../local/synthesis.ts';

/**
 * Synthesizes the template once before the tests, from the sources as they are, unless they are given a template;
 * processes that tests start find it fresh.
 */
export default async function setup(): Promise<void> {
  if (process.env.APP_TEMPLATE === undefined) await synthesize('cdk.out');
}
