import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { TemplateDocument } from './document.ts';

interface Manifest {
  readonly artifacts: Readonly<
    Record<
      string,
      {
        readonly type: string;
        readonly properties?: { readonly templateFile?: string; readonly stackName?: string };
      }
    >
  >;
}

interface AssetManifest {
  readonly files?: Readonly<
    Record<
      string,
      {
        readonly source: { readonly path: string };
        readonly destinations: Readonly<Record<string, { readonly objectKey: string }>>;
      }
    >
  >;
}

/** What `cdk synth` wrote: one stack's template and the directories of its assets. */
export interface Assembly {
  readonly stackName: string;
  readonly template: TemplateDocument;
  /** The directory or file that an S3 object key of the template stands for, if it is an asset. */
  assetPath(objectKey: string): string | undefined;
}

const readJson = <T>(path: string): T => JSON.parse(readFileSync(path, 'utf8'));

/** @throws Error that says what is missing when the directory holds no synthesized app of exactly one stack. */
export function readAssembly(directory: string): Assembly {
  const root = resolve(directory);
  const manifest = readJson<Manifest>(join(root, 'manifest.json'));
  const artifacts = Object.entries(manifest.artifacts);
  const stacks = artifacts.filter(([, { type }]) => type === 'aws:cloudformation:stack');
  const [stack] = stacks;
  if (!stack || stacks.length > 1) {
    const names = stacks.map(([name]) => name).join(', ') || 'none';
    throw new Error(`${directory}: the local cloud runs an app of one stack; this one has ${names}`);
  }
  const [id, { properties }] = stack;

  const assets = new Map<string, string>();
  for (const [name, { type }] of artifacts) {
    if (type !== 'cdk:asset-manifest') continue;
    const { files = {} } = readJson<AssetManifest>(join(root, `${name}.json`));
    for (const { source, destinations } of Object.values(files)) {
      for (const { objectKey } of Object.values(destinations)) assets.set(objectKey, join(root, source.path));
    }
  }

  return {
    stackName: properties?.stackName ?? id,
    template: readJson<TemplateDocument>(join(root, properties?.templateFile ?? `${id}.template.json`)),
    assetPath: (objectKey) => assets.get(objectKey),
  };
}
