import { randomUUID } from 'node:crypto';
import { pathToFileURL } from 'node:url';
import type { InvokeResult } from '../service.ts';
import { registryKey } from './bundle.ts';
import { handlerNotFound, notLoaded } from './failure.ts';
import type { FunctionGlobals } from './globals.ts';
import type { LambdaContext } from './lambda-context.ts';

export type LambdaHandler = (event: unknown, context: LambdaContext) => unknown;

export type LoadedInstance = { readonly handler: LambdaHandler } | Extract<InvokeResult, { error: unknown }>;

const globalsOf = new Map<string, FunctionGlobals>();
Object.assign(globalThis, { [registryKey]: globalsOf });

/**
 * Node's own `import()`. Test runners put theirs in its place in the files they load, which would transform bundles
 * and drop the query that tells instances apart.
 */
const nativeImport = 'data:text/javascript,export const importModule = (url) => import(url)';
const { importModule }: { importModule(url: string): Promise<Readonly<Record<string, unknown>>> } =
  await import(nativeImport);

/**
 * Imports a prepared bundle anew, with globals of its own, as Lambda does for a cold start. Module state lives as
 * long as the instance.
 */
export async function loadInstance(
  file: string,
  handlerName: string,
  globals: FunctionGlobals,
): Promise<LoadedInstance> {
  const instance = randomUUID();
  globalsOf.set(instance, globals);
  try {
    const url = pathToFileURL(file);
    url.searchParams.set('instance', instance);
    const loaded = await importModule(url.href);
    const handler = loaded[handlerName.slice(handlerName.lastIndexOf('.') + 1)];
    return typeof handler === 'function'
      ? { handler: handler as LambdaHandler }
      : handlerNotFound(handlerName);
  } catch (error) {
    return notLoaded(error);
  } finally {
    globalsOf.delete(instance);
  }
}
