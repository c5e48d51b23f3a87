import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** The version of DynamoDB Local that the suite compares with. */
const version = '1.25.1';

/** The package on npm that carries it; nothing else of the package is used, its dependencies are not installed. */
const carrier = 'amplify-dynamodb-simulator@2.9.30';
const sha512 =
  'c5379e44bbf311fab2779961ddb1f8734907bd21c79a6843e590ec1c5280439836665e89aa515dbad6908422c7cf1129e91cb5a3b4c1ea7888a17b9002749ec1';
const cache = resolve('build/dynamodb-local');
const leastJava = 17;
/** 56 MB come over the network, once. */
const downloadMs = 180_000;

/** Why there is nothing to compare with on this machine. */
export class Unavailable extends Error {
  override readonly name = 'Unavailable';
}

/** @throws Unavailable */
function checkJava(): void {
  const { stderr, error } = spawnSync('java', ['-version'], { encoding: 'utf8' });
  if (error) throw new Unavailable(`no java (apt-get install openjdk-${leastJava}-jre-headless)`);
  const major = Number(/version "(\d+)/.exec(stderr)?.[1] ?? 0);
  if (major < leastJava) throw new Unavailable(`Java ${leastJava} or later is wanted, this is ${major}`);
}

/** @throws Unavailable when npm's registry cannot be reached; Error when what came is not what is pinned */
function download(folder: string): string {
  const args = ['pack', carrier, '--pack-destination', folder, '--ignore-scripts', '--fetch-retries=0'];
  try {
    execFileSync('npm', args, { stdio: 'pipe', timeout: downloadMs });
  } catch (error) {
    throw new Unavailable(`npm pack ${carrier} failed: ${String(error).split('\n', 1)[0]}`);
  }
  const archive = join(folder, `${carrier.replace('@', '-')}.tgz`);
  const found = createHash('sha512').update(readFileSync(archive)).digest('hex');
  if (found !== sha512) throw new Error(`${carrier}: expected SHA-512 ${sha512}, got ${found}`);
  return archive;
}

/** The folder with `DynamoDBLocal.jar`, fetched when it is not there yet. @throws Unavailable */
export function emulator(): string {
  checkJava();
  const home = join(cache, version);
  if (existsSync(home)) return home;
  mkdirSync(cache, { recursive: true });
  const making = mkdtempSync(join(cache, 'making-'));
  try {
    execFileSync('tar', ['-xzf', download(making), '-C', making, 'package/emulator']);
    renameSync(join(making, 'package/emulator'), home);
  } finally {
    rmSync(making, { recursive: true, force: true });
  }
  return home;
}
