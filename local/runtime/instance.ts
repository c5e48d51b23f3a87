import { randomUUID } from 'node:crypto';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import type { InvokeResult } from '../service.ts';
import { type PreparedBundle, registryKey } from './bundle.ts';
import { handlerNotFound, notLoaded } from './failure.ts';
import type { FunctionGlobals, FunctionSurroundings } from './globals.ts';
import type { LambdaContext } from './lambda-context.ts';

export type LambdaHandler = (event: unknown, context: LambdaContext) => unknown;

export type LoadedInstance = { readonly handler: LambdaHandler } | Extract<InvokeResult, { error: unknown }>;

type Exports = Readonly<Record<string, unknown>>;

type Factory = (
  globals: FunctionGlobals,
  require: (name: string) => unknown,
  module: { exports: Exports },
  exports: Exports,
) => Exports;

const globalsOf = new Map<string, FunctionGlobals>();
Object.assign(globalThis, { [registryKey]: globalsOf });

/**
 * V8 keeps the shapes that it compiled hot code for through two more of its long collections, in case such objects come
 * again, and with a shape its prototype and all that the prototype's module holds. The shapes of an instance that ended
 * never come again, since each cold start makes its own: kept, they were most of the memory of a process that opens one
 * cloud after another.
 */
setFlagsFromString('--retain-maps-for-n-gc=0');

/**
 * Node's own `import()`. Test runners put theirs in its place in the files they load, which would transform bundles
 * and drop the query that tells instances apart.
 */
const nativeImport = 'data:text/javascript,export const importModule = (url) => import(url)';
const { importModule }: { importModule(url: string): Promise<Exports> } = await import(nativeImport);

/** Module state lives as long as the instance, so each cold start runs the bundle's code anew. */
async function exportsOf(
  { file, source, form }: PreparedBundle,
  surroundings: FunctionSurroundings,
): Promise<Exports> {
  const url = pathToFileURL(file);
  if (form === 'factory') {
    const { default: factory } = (await importModule(url.href)) as { default: Factory };
    const require = createRequire(source);
    const module = { exports: {} };
    const substitute = (name: string): unknown =>
      surroundings.modules[name.replace(/^node:/, '')] ?? require(name);
    return factory(surroundings.globals, substitute, module, module.exports);
  }
  const instance = randomUUID();
  globalsOf.set(instance, surroundings.globals);
  try {
    url.searchParams.set('instance', instance);
    return await importModule(url.href);
  } finally {
    globalsOf.delete(instance);
  }
}

/** Loads a prepared bundle anew, with globals of its own, as Lambda does for a cold start. */
export async function loadInstance(
  bundle: PreparedBundle,
  handlerName: string,
  surroundings: FunctionSurroundings,
): Promise<LoadedInstance> {
  try {
    const loaded = await exportsOf(bundle, surroundings);
    const handler = loaded[handlerName.slice(handlerName.lastIndexOf('.') + 1)];
    return typeof handler === 'function'
      ? { handler: handler as LambdaHandler }
      : handlerNotFound(handlerName);
  } catch (error) {
    return notLoaded(error);
  }
}
