import { parseArgs } from 'node:util';
import { SSMClient } from '@aws-sdk/client-ssm';
import { type KeyRecord, scopesOf } from '../domain/keys/keys.ts';
import type { Scope } from '../domain/keys/scopes.ts';
import { KeyRing } from './key-ring.ts';
import { ssmParameters } from './parameters.ts';
import { Refusal } from './refusal.ts';

const help = `Makes and revokes the keys of the HTTP API, and the secret that signs links, in the owner's account.

  npm run keys -- create write [--name website]   a publishable key, for browsers
  npm run keys -- create secret [--name till]     a secret key, for servers, marketers and engineers:
        --scopes ingest,read,market,admin         what it is good for; everything unless said
        --expires 2027-01-01T00:00:00Z            from when on it opens nothing
        --per-minute 600                          how many calls it may make
  npm run keys -- list                            names, kinds and scopes; the keys themselves are kept nowhere
  npm run keys -- rotate till [--grace 24]        another text for the same key; the one before opens so many hours more
  npm run keys -- revoke website                  refused everywhere within a minute
  npm run keys -- signing-key                     makes the secret that signs links, once
  npm run keys -- signing-key --replace           replaces it: every link sent so far stops working, and
                                                  suppressed addresses are not recognised any more
  npm run keys -- vapid                           makes the key pair for web push, once; shows its public half
  npm run keys -- vapid --replace                 replaces it: browsers take notifications again when their site is visited

  --local   at the local cloud (AWS_PORT, default 4566) instead of the AWS account`;

const {
  values: options,
  positionals: [command, argument],
} = parseArgs({
  allowPositionals: true,
  options: {
    name: { type: 'string' },
    scopes: { type: 'string' },
    expires: { type: 'string' },
    'per-minute': { type: 'string' },
    grace: { type: 'string', default: '24' },
    replace: { type: 'boolean', default: false },
    local: { type: 'boolean', default: false },
  },
});

const localCloud = {
  endpoint: `http://localhost:${process.env.AWS_PORT ?? 4566}`,
  region: 'us-east-1',
  credentials: { accessKeyId: 'owner', secretAccessKey: 'owner' },
};

function whole(name: string, text: string): number {
  if (/^\d{1,7}$/.test(text)) return Number(text);
  throw new Refusal(`--${name}: must be a whole number, not "${text}"`);
}

/** What the command line gives a new key; the ring checks the values. */
const given = () => ({
  ...(options.name !== undefined && { name: options.name }),
  ...(options.scopes !== undefined && { scopes: options.scopes.split(',') as Scope[] }),
  ...(options.expires !== undefined && { expires: options.expires }),
  ...(options['per-minute'] !== undefined && { perMinute: whole('per-minute', options['per-minute']) }),
});

const line = ({ id, kind, expires, perMinute, ...record }: KeyRecord): string =>
  [
    `${kind.padEnd(6)}  ${id}  ${scopesOf({ kind, ...record }).join(',')}`,
    ...(expires ? [`until ${expires}`] : []),
    ...(perMinute === undefined ? [] : [`${perMinute} calls a minute`]),
  ].join('  ');

async function run(ring: KeyRing): Promise<string> {
  if (command === 'create' && (argument === 'write' || argument === 'secret')) {
    const { id, text } = await ring.create(argument, given());
    return `${text}\n\nThis is the ${argument} key "${id}". It is not kept anywhere: note it now.`;
  }
  if (command === 'list') {
    const records = await ring.list();
    return records.map(line).join('\n') || 'There are no keys.';
  }
  if (command === 'rotate' && argument) {
    const text = await ring.rotate(argument, whole('grace', options.grace), new Date());
    return `${text}\n\nThis is the key "${argument}" from now on; the one before opens for ${options.grace} hours more. It is not kept anywhere: note it now.`;
  }
  if (command === 'revoke' && argument) {
    await ring.revoke(argument);
    return `Revoked "${argument}": functions refuse it within a minute.`;
  }
  if (command === 'signing-key') {
    await ring.makeSigningKey(options.replace);
    return 'Made the signing key.';
  }
  if (command === 'vapid') return ring.vapidKey(options.replace);
  return help;
}

try {
  console.log(await run(new KeyRing(ssmParameters(new SSMClient(options.local ? localCloud : {})))));
} catch (error) {
  if (!(error instanceof Refusal)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
