import { synthesizeIfStale } from '../../local/synthesis.ts';

/**
 * Synthesizes the template before the tests, unless the one that is there is of the sources as they are, or they are
 * given a template; processes that tests start find it fresh.
 */
export default async function setup(): Promise<void> {
  if (process.env.APP_TEMPLATE === undefined) await synthesizeIfStale('cdk.out');
}
